"""A graph for each integrity constraint of Data Cube that breaks it, and the like that does not, in Turtle."""

from __future__ import annotations

CUBE = ":s a qb:DataStructureDefinition ; qb:component :c1 , :c2 , :c3 . :d a qb:DataSet ; qb:structure :s . "
# A cube whose observations name their measure: one observation a measure at each place.
MEASURED = (
    CUBE
    + """:c1 qb:componentProperty :place . :place a qb:DimensionProperty .
    :c2 qb:componentProperty qb:measureType . qb:measureType a qb:DimensionProperty .
    :c3 qb:componentProperty :height , :weight . :height a qb:MeasureProperty . :weight a qb:MeasureProperty .
    :h qb:dataSet :d ; :place :here ; qb:measureType :height ; :height 1 .
    """
)
SLICED = (
    CUBE
    + """:s qb:sliceKey :k . :k a qb:SliceKey ; qb:componentProperty :place . :c1 qb:componentProperty :place .
    :place a qb:DimensionProperty . :d qb:slice :x . :x a qb:Slice ; qb:sliceStructure :k ; qb:observation :o .
    """
)
HIERARCHY = ":place a qb:DimensionProperty ; qb:codeList :l . :l a qb:HierarchicalCodeList ; qb:hierarchyRoot :top . "
INVERSE = HIERARCHY + ":l qb:parentChildProperty [ owl:inverseOf :in ] . :deep :in :mid . :mid :in :top . "

FAULTS = {
    "ic-01-data-set": ":o a qb:Observation ; qb:dataSet :x , :y . :x a qb:DataSet . :y a qb:DataSet .",
    "ic-02-structure": ":x a qb:DataSet ; qb:structure :s .",
    "ic-03-measure": ":s a qb:DataStructureDefinition ; qb:component :c . :c qb:componentProperty kg:bound .",
    "ic-04-range": "kg:subject a qb:DimensionProperty .",
    "ic-05-code-list": ":kind a qb:DimensionProperty ; rdfs:range skos:Concept .",
    "ic-06-optional": CUBE
    + ":c1 qb:componentProperty :place ; qb:componentRequired false . :place a qb:DimensionProperty .",
    "ic-07-slice-key": CUBE + ":k a qb:SliceKey . :other qb:sliceKey :k .",
    "ic-08-slice-key-component": SLICED + ":k qb:componentProperty :time .",
    "ic-09-slice-structure": SLICED + ":x qb:sliceStructure :k2 .",
    "ic-10-slice-dimension": SLICED,
    "ic-11-dimension": CUBE + ":c1 qb:dimension kg:measure . :o qb:dataSet :d .",
    "ic-12-duplicate": CUBE
    + """:c1 qb:dimension kg:statedAt . :c2 qb:dimension kg:measure .
         :a qb:dataSet :d ; kg:statedAt :p ; kg:measure measure:level .
         :b qb:dataSet :d ; kg:statedAt :p ; kg:measure measure:level .""",
    "ic-13-attribute": CUBE + ":c1 qb:componentProperty :unit ; qb:componentRequired true . :o qb:dataSet :d .",
    "ic-14-measure": CUBE + ":c1 qb:componentProperty :height . :height a qb:MeasureProperty . :o qb:dataSet :d .",
    "ic-15-measure-dimension": MEASURED + ":w qb:dataSet :d ; :place :here ; qb:measureType :weight .",
    "ic-16-single-measure": MEASURED
    + ":w qb:dataSet :d ; :place :here ; qb:measureType :weight ; :weight 2 ; :height 1 .",
    "ic-17-all-measures": MEASURED,
    "ic-18-slice-data-set": SLICED + ":o qb:dataSet :d2 .",
    "ic-19-code": "kg:measure a qb:DimensionProperty ; qb:codeList :l . :o a qb:Observation ; kg:measure :x .",
    "ic-20-hierarchy": HIERARCHY
    + ":l qb:parentChildProperty :has . :top :has :mid . :deep :has :top . :o a qb:Observation ; :place :deep .",
    "ic-21-hierarchy-inverse": INVERSE + ":o a qb:Observation ; :place :elsewhere .",
    "cube-not-normal": ":o qb:dataSet :d .",
}
SOUND = {
    "ic-05-code-list": ":kind a qb:DimensionProperty ; rdfs:range skos:Concept ; qb:codeList :l .",
    "ic-06-optional": CUBE
    + ":c1 qb:componentProperty :note ; qb:componentRequired false . :note a qb:AttributeProperty .",
    "ic-07-slice-key": SLICED,
    "ic-08-slice-key-component": SLICED,
    "ic-09-slice-structure": SLICED,
    "ic-10-slice-dimension": SLICED + ":x :place :here .",
    "ic-12-duplicate": CUBE
    + """:c1 qb:dimension kg:statedAt . :c2 qb:dimension kg:measure .
         :a qb:dataSet :d ; kg:statedAt :p ; kg:measure measure:level .
         :b qb:dataSet :d ; kg:statedAt :p ; kg:measure measure:growth .
         :c qb:dataSet :d ; kg:statedAt :q ; kg:measure measure:level .""",
    "ic-13-attribute": CUBE
    + ":c1 qb:componentProperty :unit ; qb:componentRequired true . :o qb:dataSet :d ; :unit :metre .",
    "ic-14-measure": MEASURED,
    "ic-15-measure-dimension": MEASURED,
    "ic-16-single-measure": MEASURED,
    "ic-17-all-measures": MEASURED + ":w qb:dataSet :d ; :place :here ; qb:measureType :weight ; :weight 2 .",
    "ic-18-slice-data-set": SLICED + ":o qb:dataSet :d .",
    "ic-19-code": """:kind a qb:DimensionProperty ; qb:codeList :l , :m . :o a qb:Observation ; :kind :x .
        :x a skos:Concept . :l a skos:Collection ; skos:member :x . :m a skos:Collection ; skos:member :n .
        :n a skos:Collection ; skos:member :x .""",
    "ic-20-hierarchy": HIERARCHY
    + """:l qb:parentChildProperty :has . :top :has :mid . :mid :has :deep .
        :o a qb:Observation ; :place :deep , :top .""",
    "ic-21-hierarchy-inverse": INVERSE + ":o a qb:Observation ; :place :deep , :top .",
    "cube-not-normal": ":o a qb:Observation ; qb:dataSet :d . :d a qb:DataSet .",
}
# What the normalisation of Data Cube adds, each from its own rule: subject, predicate, object.
NORMALISED = {
    ":x qb:observation :o .": ":o a qb:Observation",
    ":o a qb:Observation ; qb:dataSet :d .": ":d a qb:DataSet",
    ":d qb:slice :x .": ":x a qb:Slice",
    ":c qb:dimension :p ; qb:componentProperty :p .": ":p a qb:DimensionProperty",
    ":c qb:measure :p ; qb:componentProperty :p .": ":p a qb:MeasureProperty",
    ":c qb:attribute :p . :p a qb:AttributeProperty .": ":c qb:componentProperty :p",
    CUBE
    + """:c1 qb:componentProperty :unit ; qb:componentAttachment qb:DataSet . :d :unit :metre .
        :o a qb:Observation ; qb:dataSet :d .""": ":o :unit :metre",
    CUBE
    + """:c1 qb:componentProperty :unit ; qb:componentAttachment qb:Slice . :d qb:slice :x .
        :x a qb:Slice ; :unit :metre ; qb:observation :o . :o a qb:Observation .""": ":o :unit :metre",
    SLICED + ":x :place :here . :o a qb:Observation .": ":o :place :here",
}

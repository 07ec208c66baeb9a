using System.Text;
using Bpf.Symbols.DotNet.Contract;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>Documents in the forms that runtimes write.</summary>
internal static class SampleContracts
{
    public const string Json = """
        {"version":0,"baseline":"empty","contracts":{"ExecutionManager":2,"Loader":1,"RuntimeTypeSystem":1,"Text":"c1"},
        "types":{
         "RangeSectionMap":{"TopLevelData":0},"RangeSectionFragment":{"Next":0,"RangeBegin":8,"RangeEndOpen":16,"RangeSection":[24,"pointer"]},
         "RangeSection":{"RangeBegin":0,"RangeEndOpen":8,"Flags":16,"R2RModule":32,"HeapList":40},"CodeHeapListNode":{"MapBase":32,"HeaderMap":40},
         "RealCodeHeader":{"MethodDesc":24,"NumUnwindInfos":32,"UnwindInfos":36},"MethodDesc":{"ChunkIndex":2,"Flags":6,"Flags3AndTokenRemainder":0},
         "MethodDescChunk":{"!":24,"MethodTable":0,"FlagsAndTokenRange":18},"MethodTable":{"MTFlags":0,"MTFlags2":8,"Module":24,"PerInstInfo":48},
         "HashMap":{"Buckets":16},"Bucket":{"!":64,"Keys":0,"Values":32},"Module":{"Path":200},"Unknown":{"Form":{"deep":1}}},
        "globals":{"StubCodeBlockLast":["0xf","uint8"],"MethodDescAlignment":["8","uint64"],"MethodDescTokenRemainderBitCount":12,
         "HashMapSlotsPerBucket":["0x4","uint32"],"HashMapValueMask":["0x7fffffffffffffff","uint64"],
         "ExecutionManagerCodeRangeMapAddress":[[1],"pointer"],"AppDomain":[0],"RID":["1-x64","string"]}}
        """;

    public static DataContract Complete => Parse(Json);

    public static DataContract Parse(string json) => ContractJson.Parse(Encoding.UTF8.GetBytes(json));
}

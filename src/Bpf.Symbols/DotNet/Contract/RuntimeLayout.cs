namespace Bpf.Symbols.DotNet.Contract;

/// <summary>
/// The offsets and constants that the readers of this library use, looked up once. What code needs to be found and its methods to be told apart is required;
/// what only adds to names is null where the contract lacks it.
/// </summary>
internal sealed class RuntimeLayout
{
    /// <summary>Contracts whose version tells how structures are read.</summary>
    public const string ExecutionManager = "ExecutionManager";
    public const string TypeSystem = "RuntimeTypeSystem";
    public const string Loader = "Loader";

    /// <summary>Pseudo field of <c>Module</c>: pointer to its simple name, which lies in the image. Only in the table for 8.</summary>
    public const string SimpleName = "!SimpleName";

    /// <summary>Pseudo field of <c>DynamicMetadata</c>: pointer to the data, which do not follow the size. Only in the table for 8.</summary>
    public const string DataPointer = "!DataPointer";

    /// <summary>Pseudo global: the bit of <c>MTFlags2</c> where the type token begins, if not 8. Only in the table for 8.</summary>
    public const string TypeTokenShift = "!TypeTokenShift";

    private const string MapAddress = "ExecutionManagerCodeRangeMapAddress";
    private const int MostBits = 23;
    private readonly DataContract _contract;

    /// <summary>Looks up everything.</summary>
    /// <exception cref="RuntimeRefusedException">The contract lacks what is required, or has algorithms in versions that are not known.</exception>
    public RuntimeLayout(DataContract contract)
    {
        _contract = contract;
        ExecutionManagerVersion = RequireVersion(ExecutionManager, 1, 2);
        RequireVersion(TypeSystem, 1, 1);
        RequireVersion(Loader, 1, 1);

        MapTop = Require("RangeSectionMap", "TopLevelData");
        Fragment = new(Require("RangeSectionFragment", "RangeBegin"), Require("RangeSectionFragment", "RangeEndOpen"),
            Require("RangeSectionFragment", "RangeSection"), Require("RangeSectionFragment", "Next"));
        Section = new(Require("RangeSection", "RangeBegin"), Require("RangeSection", "RangeEndOpen"), Require("RangeSection", "Flags"),
            Require("RangeSection", "HeapList"), Require("RangeSection", "R2RModule"));
        HeapMapBase = Require("CodeHeapListNode", "MapBase");
        HeapHeaderMap = Require("CodeHeapListNode", "HeaderMap");
        Header = new(Require("RealCodeHeader", "MethodDesc"), Require("RealCodeHeader", "NumUnwindInfos"), Require("RealCodeHeader", "UnwindInfos"));
        LastStubKind = RequireConstant("StubCodeBlockLast");

        Method = new(Require("MethodDesc", "ChunkIndex"), Require("MethodDesc", "Flags"), Require("MethodDesc", "Flags3AndTokenRemainder"),
            Optional("MethodDesc", "CodeData"));
        Chunk = new(Require("MethodDescChunk", DataContract.Size), Require("MethodDescChunk", "MethodTable"), Require("MethodDescChunk", "FlagsAndTokenRange"));
        MethodAlignment = RequireConstant("MethodDescAlignment");
        TokenRemainderBits = (int)Math.Min(RequireConstant("MethodDescTokenRemainderBitCount"), MostBits);
        MethodInstance = Optional("InstantiatedMethodDesc", "PerInstInfo");
        MethodArgumentCount = Optional("InstantiatedMethodDesc", "NumGenericArgs");
        DynamicMethodName = Optional("DynamicMethodDesc", "MethodName");
        Versions = new(Optional("MethodDescCodeData", "VersioningState"), Optional("MethodDescVersioningState", "NativeCodeVersionNode"),
            Optional("NativeCodeVersionNode", "Next"), Optional("NativeCodeVersionNode", "NativeCode"), Optional("NativeCodeVersionNode", "Flags"),
            Optional("NativeCodeVersionNode", "OptimizationTier"));

        Table = new(Require("MethodTable", "MTFlags"), Optional("MethodTable", "MTFlags2"), Require("MethodTable", "Module"),
            Optional("MethodTable", "PerInstInfo"), Optional("MethodTable", "EEClassOrCanonMT"));
        TokenShift = (int)(Constant(TypeTokenShift) ?? 8);
        DictionaryCount = Optional("GenericsDictInfo", "NumDicts") ?? (Optional("GenericsDictInfo", "NumTypeArgs") - sizeof(ushort));
        DictionaryArgumentCount = Optional("GenericsDictInfo", "NumTypeArgs");
        ArrayRank = Optional("ArrayClass", "Rank");
        Description = new(Optional("TypeDesc", "TypeAndFlags"), Optional("ParamTypeDesc", "TypeArg"), Optional("TypeVarTypeDesc", "Module"),
            Optional("TypeVarTypeDesc", "Token"), Optional("FnPtrTypeDesc", "NumArgs"), Optional("FnPtrTypeDesc", "RetAndArgTypes"));

        Module = new(Optional("Module", "Path"), Optional("Module", "PEAssembly"), Optional("Module", "ReadyToRunInfo"),
            Optional("Module", "DynamicMetadata"), Optional("Module", "Base"), Optional("Module", SimpleName));
        Image = new(Optional("PEAssembly", "PEImage"), Optional("PEImage", "LoadedImageLayout"), Optional("PEImageLayout", "Base"),
            Optional("PEImageLayout", "Size"), Optional("PEImageLayout", "Flags"));
        Emitted = new(Optional("DynamicMetadata", "Size"), Optional("DynamicMetadata", "Data"), Optional("DynamicMetadata", DataPointer));
        ReadyToRun = new(Optional("ReadyToRunInfo", "ReadyToRunHeader"), Optional("ReadyToRunInfo", "CompositeInfo"),
            Optional("ReadyToRunInfo", "NumRuntimeFunctions"), Optional("ReadyToRunInfo", "RuntimeFunctions"),
            Optional("ReadyToRunInfo", "EntryPointToMethodDescMap"),
            Optional("ReadyToRunInfo", "NumHotColdMap"), Optional("ReadyToRunInfo", "HotColdMap"));
        FunctionSize = Optional("RuntimeFunction", DataContract.Size);
        Buckets = Optional("HashMap", "Buckets");
        Bucket = new(Optional("Bucket", DataContract.Size), Optional("Bucket", "Keys"), Optional("Bucket", "Values"));
        SlotsPerBucket = Constant("HashMapSlotsPerBucket");
        ValueMask = Constant("HashMapValueMask");
    }

    public int ExecutionManagerVersion { get; }
    public int MapTop { get; }
    public FragmentLayout Fragment { get; }
    public SectionLayout Section { get; }
    public int HeapMapBase { get; }
    public int HeapHeaderMap { get; }
    public HeaderLayout Header { get; }
    public ulong LastStubKind { get; }
    public MethodLayout Method { get; }
    public ChunkLayout Chunk { get; }
    public ulong MethodAlignment { get; }
    public int TokenRemainderBits { get; }
    public int? MethodInstance { get; }
    public int? MethodArgumentCount { get; }
    public int? DynamicMethodName { get; }
    public VersionLayout Versions { get; }
    public TableLayout Table { get; }
    public int TokenShift { get; }
    public int? DictionaryCount { get; }
    public int? DictionaryArgumentCount { get; }
    public int? ArrayRank { get; }
    public DescriptionLayout Description { get; }
    public ModuleLayout Module { get; }
    public ImageLayout Image { get; }
    public EmittedLayout Emitted { get; }
    public ReadyToRunLayout ReadyToRun { get; }
    public int? FunctionSize { get; }
    public int? Buckets { get; }
    public BucketLayout Bucket { get; }
    public ulong? SlotsPerBucket { get; }
    public ulong? ValueMask { get; }

    /// <summary>Returns the address of the map from addresses to sections in a process.</summary>
    /// <param name="slots">The slots of the process's descriptor.</param>
    /// <exception cref="RuntimeRefusedException">The contract does not say.</exception>
    public ulong MapIn(ReadOnlySpan<ulong> slots) => _contract.Global(MapAddress) switch
    {
        { IsSlot: true, Value: var slot } when slot < (ulong)slots.Length => slots[(int)slot],
        { IsSlot: false, Value: var value } => value,
        _ => throw Lacks(MapAddress),
    };

    private static RuntimeRefusedException Lacks(string name)
        => new(DotNetProblem.UnknownContract, $"Its data contract lacks {name}.");

    private int RequireVersion(string algorithm, int first, int last)
    {
        int version = _contract.Version(algorithm) ?? throw Lacks($"the contract {algorithm}");
        return version >= first && version <= last ? version : throw new RuntimeRefusedException(DotNetProblem.UnknownContract,
            $"Its contract {algorithm} has version {version}; known are {(first == last ? $"{first}" : $"{first} to {last}")}.");
    }

    private int Require(string type, string field) => _contract.Offset(type, field) ?? throw Lacks($"{type}.{field}");

    private int? Optional(string type, string field) => _contract.Offset(type, field);

    private ulong RequireConstant(string name) => Constant(name) ?? throw Lacks(name);

    private ulong? Constant(string name) => _contract.Global(name) is { IsSlot: false, Value: var value } ? value : null;

    public readonly record struct FragmentLayout(int Begin, int End, int Section, int Next);

    public readonly record struct SectionLayout(int Begin, int End, int Flags, int HeapList, int Module);

    public readonly record struct HeaderLayout(int Method, int UnwindCount, int UnwindTable);

    public readonly record struct MethodLayout(int ChunkIndex, int Flags, int TokenRemainder, int? CodeData);

    public readonly record struct ChunkLayout(int Size, int Table, int TokenRange);

    public readonly record struct VersionLayout(int? State, int? Node, int? Next, int? Code, int? Flags, int? Tier);

    public readonly record struct TableLayout(int Flags, int? Flags2, int Module, int? Instance, int? Class);

    public readonly record struct DescriptionLayout(int? Kind, int? Element, int? VariableModule, int? VariableToken, int? FunctionArgumentCount,
        int? FunctionTypes);

    public readonly record struct ModuleLayout(int? Path, int? Assembly, int? ReadyToRun, int? Emitted, int? Base, int? SimpleName);

    public readonly record struct EmittedLayout(int? Size, int? Data, int? DataPointer);

    public readonly record struct ImageLayout(int? Image, int? Loaded, int? Base, int? Size, int? Flags);

    public readonly record struct ReadyToRunLayout(int? Header, int? Composite, int? FunctionCount, int? Functions, int? EntryPoints, int? HotColdCount,
        int? HotCold);

    public readonly record struct BucketLayout(int? Size, int? Keys, int? Values);
}

namespace Bpf.Symbols.DotNet.Contract;

/// <summary>What the runtimes 9 and 8 do not say about themselves. The values hold for their 64-bit release builds.</summary>
internal static class ContractTables
{
    private static readonly (string Type, (string Field, int Offset)[] Fields)[] s_codeTypes =
    [
        ("RangeSectionMap", [("TopLevelData", 0)]),
        ("RangeSectionFragment", [("Next", 0), ("RangeBegin", 8), ("RangeEndOpen", 16), ("RangeSection", 24)]),
        ("RangeSection", [("RangeBegin", 0), ("RangeEndOpen", 8), ("Flags", 16), ("R2RModule", 32), ("HeapList", 40)]),
        ("CodeHeapListNode", [("MapBase", 32), ("HeaderMap", 40)]),
        ("RealCodeHeader", [("MethodDesc", 24), ("NumUnwindInfos", 32), ("UnwindInfos", 36)]),
        ("MethodDesc", [("Flags3AndTokenRemainder", 0), ("ChunkIndex", 2), ("Flags", 6)]),
        ("MethodDescChunk", [(DataContract.Size, 24), ("MethodTable", 0), ("FlagsAndTokenRange", 18)]),
        ("GenericsDictInfo", [("NumDicts", 4), ("NumTypeArgs", 6)]),
    ];

    private static readonly (string Name, ulong Value)[] s_globals =
        [("MethodDescTokenRemainderBitCount", 12), ("MethodDescAlignment", 8), ("StubCodeBlockLast", 15)];

    private static readonly (string Type, (string Field, int Offset)[] Fields)[] s_typesOf8 =
    [
        ("InstantiatedMethodDesc", [("PerInstInfo", 16), ("NumGenericArgs", 26)]),
        ("DynamicMethodDesc", [("MethodName", 24)]),
        ("MethodTable", [("MTFlags", 0), ("MTFlags2", 8), ("Module", 24), ("EEClassOrCanonMT", 40), ("PerInstInfo", 48)]),
        ("TypeDesc", [("TypeAndFlags", 0)]),
        ("DynamicMetadata", [("Size", 0), (RuntimeLayout.DataPointer, 16)]),
    ];

    private static readonly (string Type, (string Field, int Offset)[] Fields) s_moduleOf8X64 =
        ("Module", [(RuntimeLayout.SimpleName, 0x108), ("DynamicMetadata", 0x698)]);

    private static readonly (string Type, (string Field, int Offset)[] Fields) s_moduleOf8Arm64 = ("Module", [(RuntimeLayout.SimpleName, 0x110)]);

    /// <summary>Returns what completes the contract of a runtime; null if its version has no table.</summary>
    public static DataContract? For(Version? version, bool isArm64)
    {
        // Entries of runtime functions have an end on x64 alone.
        (string, (string, int)[]) function = ("RuntimeFunction", [(DataContract.Size, isArm64 ? 8 : 12)]);
        return version?.Major switch
        {
            9 => Table([function], []),
            8 => Table([.. s_typesOf8, function, isArm64 ? s_moduleOf8Arm64 : s_moduleOf8X64], [(RuntimeLayout.TypeTokenShift, 16)]),
            _ => null,
        };
    }

    private static DataContract Table((string Type, (string Field, int Offset)[] Fields)[] additional, (string Name, ulong Value)[] globals) => new(
        s_codeTypes.Concat(additional).SelectMany(type => type.Fields.Select(field => ((type.Type, field.Field), field.Offset)))
            .ToDictionary(pair => pair.Item1, pair => pair.Offset),
        s_globals.Concat(globals).ToDictionary(pair => pair.Name, pair => new ContractGlobal(pair.Value)),
        new Dictionary<string, int> { [RuntimeLayout.ExecutionManager] = 1, [RuntimeLayout.TypeSystem] = 1, [RuntimeLayout.Loader] = 1 });
}

namespace Bpf.Differential.Tests.RandomStores;

/// <summary>What a static field of a random program is.</summary>
internal enum StoreMemberKind
{
    /// <summary>A number or a struct.</summary>
    Value,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A map.</summary>
    Map,
}

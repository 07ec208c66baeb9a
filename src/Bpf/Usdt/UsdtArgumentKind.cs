namespace Bpf.Usdt;

/// <summary>Kind of location of an argument.</summary>
internal enum UsdtArgumentKind : byte
{
    /// <summary>The offset is the value.</summary>
    Constant = 0,

    /// <summary>In a register.</summary>
    Register = 1,

    /// <summary>In memory at a register plus an offset.</summary>
    Memory = 2,

    /// <summary>In memory at a register plus a scaled index register plus an offset.</summary>
    IndexedMemory = 3,
}

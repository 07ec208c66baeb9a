namespace Bpf.Objects.Externs;

/// <summary>A symbol that the kernel defines. The later members are filled in when the object is loaded.</summary>
internal sealed class ExternSymbol
{
    public required string Name { get; init; }

    /// <summary>Index among the externs of the object; encoded in the marker of calls that could not be resolved.</summary>
    public required int Index { get; init; }

    public required ExternKind Kind { get; init; }

    /// <summary>True when the symbol may be missing; it is then 0.</summary>
    public required bool IsWeak { get; init; }

    /// <summary>Type id in the object's BTF: of the variable, or of the function's prototype.</summary>
    public required uint TypeId { get; init; }

    /// <summary>Configuration values: size and alignment in bytes, and offset in the map.</summary>
    public int Size { get; init; }

    public int Alignment { get; init; } = 1;

    public int Offset { get; set; }

    /// <summary>True when the kernel has the symbol.</summary>
    public bool IsResolved { get; set; }

    /// <summary>Externs of kind Address: the address.</summary>
    public ulong Address { get; set; }

    /// <summary>Externs of kind Variable or Function: id in the kernel's BTF.</summary>
    public uint KernelTypeId { get; set; }

    /// <summary>Variables and functions in modules: descriptor of the module's BTF, otherwise 0.</summary>
    public int ModuleBtfFd { get; set; }

    /// <summary>Functions in modules: index of the module's BTF among the descriptors passed at load, otherwise 0.</summary>
    public short FdArrayIndex { get; set; }
}

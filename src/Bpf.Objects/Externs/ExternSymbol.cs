namespace Bpf.Objects.Externs;

/// <summary>A symbol that the kernel defines. The second half is filled when the object is loaded.</summary>
internal sealed class ExternSymbol
{
    public required string Name { get; init; }

    /// <summary>Position among the externs of the object; part of the mark of calls that could not be resolved.</summary>
    public required int Index { get; init; }

    public required ExternKind Kind { get; init; }

    /// <summary>May be absent; it is then 0.</summary>
    public required bool IsWeak { get; init; }

    /// <summary>Type in the object's BTF: of the variable, or the prototype of the function.</summary>
    public required uint TypeId { get; init; }

    /// <summary>Configuration: size and alignment in bytes, and place in the map.</summary>
    public int Size { get; init; }

    public int Alignment { get; init; } = 1;

    public int Offset { get; set; }

    /// <summary>The kernel has it.</summary>
    public bool IsResolved { get; set; }

    /// <summary>Address: the address.</summary>
    public ulong Address { get; set; }

    /// <summary>Variable and Function: id in the kernel's BTF.</summary>
    public uint KernelTypeId { get; set; }

    /// <summary>Variable and Function of a module: descriptor of the module's BTF, else 0.</summary>
    public int ModuleBtfFd { get; set; }

    /// <summary>Function of a module: index of the module's BTF among the descriptors passed at load, else 0.</summary>
    public short FdArrayIndex { get; set; }
}

namespace Bpf.Symbols;

/// <summary>An address and the function that it is in.</summary>
/// <param name="Address">The address, in the process or in the kernel.</param>
/// <param name="Symbol">The function.</param>
public readonly record struct CodeFrame(ulong Address, CodeSymbol Symbol)
{
    /// <summary>The distance in bytes from the start of the function; for code without a name, from the start of its file or mapping.</summary>
    public ulong Offset => Address - Symbol.Start;

    /// <summary>Returns the function, offset and module: <c>malloc+0x1c (libc.so.6)</c>.</summary>
    public override string ToString() => (Symbol.Kind, Symbol.IsNamed, Symbol.Module) switch
    {
        (CodeKind.Unknown, _, _) => $"0x{Address:x}",
        (_, false, { } module) => $"{module}+0x{Offset:x}",
        (_, _, null) => $"{Symbol.Name}+0x{Offset:x}",
        (_, _, { } module) => $"{Symbol.Name}+0x{Offset:x} ({module})",
    };
}

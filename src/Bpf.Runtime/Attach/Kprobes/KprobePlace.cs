namespace Bpf.Runtime.Attach.Kprobes;

/// <summary>A place at which to attach a kprobe.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Offset">Offset in bytes from its start.</param>
/// <param name="Cookie">Value that the program reads as its cookie; 0 for none.</param>
/// <param name="IsMatch">True when a pattern matched the function, so that it is left out if it cannot be probed.</param>
internal readonly record struct KprobePlace(string Function, ulong Offset, ulong Cookie, bool IsMatch)
{
    /// <inheritdoc/>
    public override string ToString() => Offset == 0 ? Function : $"{Function}+0x{Offset:x}";
}

namespace Bpf;

/// <summary>Arguments of a tracepoint as the kernel passes them; first parameter of a <see cref="RawTracepointAttribute"/> method.</summary>
[BtfName("bpf_raw_tracepoint_args")]
public readonly unsafe ref struct RawTracepointContext
{
    private readonly ulong* _arguments; // struct bpf_raw_tracepoint_args *

    internal RawTracepointContext(void* context) => _arguments = (ulong*)context;

    /// <summary>The context itself, for helpers that take one.</summary>
    public void* Pointer => _arguments;

    /// <summary>An argument of the tracepoint, not narrowed to its type.</summary>
    /// <param name="index">Constant index from 0, at most 11.</param>
    /// <returns>The argument.</returns>
    public ulong Argument(int index) => _arguments[index];
}

namespace Bpf.Runtime;

/// <summary>The program or library to probe was not found.</summary>
public sealed class BinaryNotFoundException : BpfException
{
    internal BinaryNotFoundException(string binary, string advice)
        : base("find binary", binary, Runtime.Errno.ENOENT, advice)
    {
    }
}

using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>Standard output cannot be written.</summary>
internal sealed class OutputException(Errno errno) : IOException($"Cannot write to standard output: {errno.Describe()}.")
{
    /// <summary>Exit code of a program that ends because the reader of its output has left: 128 and SIGPIPE, as shells count.</summary>
    public const int ReaderLeftExitCode = 141;

    /// <summary>True when the reader has left, as <c>head</c> does, and there is nothing to complain about.</summary>
    public bool ReaderLeft => errno == Errno.EPIPE;
}

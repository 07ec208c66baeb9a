using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>Writing to standard output failed.</summary>
internal sealed class OutputException(Errno errno) : IOException($"Cannot write to standard output: {errno.Describe()}.")
{
    /// <summary>Exit code of a program that ends because its output has no reader anymore: 128 plus SIGPIPE, as shells report it.</summary>
    public const int ReaderLeftExitCode = 141;

    /// <summary>True when the reader is gone, as with <c>head</c>, which is not worth a message.</summary>
    public bool ReaderLeft => errno == Errno.EPIPE;
}

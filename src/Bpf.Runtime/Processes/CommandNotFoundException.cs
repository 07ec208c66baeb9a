namespace Bpf.Runtime;

/// <summary>A command to start does not exist or is not executable.</summary>
public sealed class CommandNotFoundException : BpfException
{
    /// <summary>Exit code with which shells report a missing command.</summary>
    public const int ShellExitCode = 127;

    internal CommandNotFoundException(string command, string advice)
        : base("start command", command, Runtime.Errno.ENOENT, advice)
    {
    }
}

namespace Bpf.Runtime;

/// <summary>A command to start does not exist or may not be executed.</summary>
public sealed class CommandNotFoundException : BpfException
{
    /// <summary>Exit code with which shells report a command that does not exist.</summary>
    public const int ShellExitCode = 127;

    internal CommandNotFoundException(string command, string advice)
        : base("start command", command, Runtime.Errno.ENOENT, advice)
    {
    }
}

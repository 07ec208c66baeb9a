namespace Bpf.Runtime.Processes;

/// <summary>Finds the file that a shell would execute for a command.</summary>
internal static class CommandPath
{
    private const string DefaultPath = "/usr/local/bin:/usr/bin:/bin";

    /// <summary>Throws unless the command is an executable file, given by path or found on PATH.</summary>
    /// <exception cref="CommandNotFoundException">It is not.</exception>
    public static void Require(string command)
    {
        if (command.Contains('/'))
        {
            if (!IsExecutable(command))
            {
                throw new CommandNotFoundException(command, File.Exists(command) ? "The file is not executable." : "There is no such file.");
            }

            return;
        }

        string path = Environment.GetEnvironmentVariable("PATH") ?? DefaultPath;
        foreach (string directory in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsExecutable(Path.Combine(directory, command)))
            {
                return;
            }
        }

        throw new CommandNotFoundException(command, $"It is not in any directory on PATH ({path}).");
    }

    private static bool IsExecutable(string path)
        => File.Exists(path) && ProcessCalls.Access(path, ProcessCalls.MayExecute) == 0;
}

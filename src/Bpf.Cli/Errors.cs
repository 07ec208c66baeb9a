using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>What ends a command.</summary>
internal static class Errors
{
    /// <summary>Runs a command; a failure of the library is one message on the error stream and exit code 1.</summary>
    public static int Guard(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (BpfException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}

using Bpf.Runtime;

namespace Samples;

/// <summary>A command that was started suspended, attached to, and now runs to its end.</summary>
internal static class TracedCommand
{
    /// <summary>Lets the command run; asks it to end when <paramref name="end"/> fires.</summary>
    /// <returns>The command's exit code.</returns>
    public static async Task<int> RunAsync(SuspendedProcess command, CancellationToken end)
    {
        command.Resume();
        using CancellationTokenRegistration stop = end.Register(command.Terminate);
        return await command.WaitForExitAsync();
    }
}

using System.Globalization;
using Bpf.Profiling.Stacks;
using Bpf.Runtime;
using Bpf.Symbols;

namespace Bpf.Profiling;

/// <summary>
/// The stacks of the waiting threads of a process, .NET and native, without stopping it: the kernel tells where a waiting thread is, and its stack is read
/// from memory. Needs no BPF and no privileges beyond ptrace access to the process.
/// </summary>
public sealed class ProcessStacks
{
    private ProcessStacks(int processId, IReadOnlyList<ThreadStack> threads) => (ProcessId, Threads) = (processId, threads);

    /// <summary>The id of the process in the pid namespace of this one.</summary>
    public int ProcessId { get; }

    /// <summary>The threads, by ascending id. Those that run have no frames.</summary>
    public IReadOnlyList<ThreadStack> Threads { get; }

    /// <summary>Captures the stacks of a process. Each is consistent; they are not all of the same moment.</summary>
    /// <param name="processId">Its id in the pid namespace of this process.</param>
    /// <exception cref="BpfException">
    /// The process does not exist (<see cref="Errno.ESRCH"/>), or this one has no ptrace access to it (<see cref="Errno.EACCES"/>).
    /// </exception>
    /// <exception cref="BpfUnsupportedException">Stacks of this instruction set cannot be unwound.</exception>
    public static ProcessStacks Capture(int processId)
    {
        using ProcessSymbols symbols = ProcessSymbols.Open(processId);
        using ThreadReader reader = ThreadReader.Open(processId);
        List<ThreadStack> threads = [];
        foreach (int thread in ThreadsOf(processId))
        {
            if (reader.Read(thread, symbols) is { } stack)
            {
                threads.Add(stack);
            }
        }

        return new(processId, threads);
    }

    private static IEnumerable<int> ThreadsOf(int processId)
    {
        try
        {
            IEnumerable<string> tasks = Directory.EnumerateDirectories($"/proc/{processId}/task");
            return [.. tasks.Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture)).Order()];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has exited meanwhile.
            return [];
        }
    }
}

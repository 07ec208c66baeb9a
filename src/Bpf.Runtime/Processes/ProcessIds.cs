namespace Bpf.Runtime.Processes;

/// <summary>Process ids that stand for something else.</summary>
internal static class ProcessIds
{
    public const int All = -1;
    public const int This = 0;

    /// <summary>The id of a process, where 0 is the calling one.</summary>
    public static int Resolve(int processId) => processId == This ? Environment.ProcessId : processId;
}

namespace Bpf.Runtime.Processes;

/// <summary>Special process ids.</summary>
internal static class ProcessIds
{
    public const int All = -1;
    public const int This = 0;

    /// <summary>Resolves a process id, where 0 is the calling process.</summary>
    public static int Resolve(int processId) => processId == This ? Environment.ProcessId : processId;
}

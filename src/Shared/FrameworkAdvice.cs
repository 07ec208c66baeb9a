namespace Bpf.Shared;

/// <summary>What to use instead of members of the framework that have no BPF implementation.</summary>
internal static class FrameworkAdvice
{
    private const string Clock = "BpfHelpers.MonotonicNanoseconds";
    private const string Output = "BpfHelpers.Print, or send a record to user space";
    private const string Random = "BpfHelpers.GetPrandomU32";

    // The first row that fits.
    private static readonly (string Type, string? Member, string Replacement)[] s_rows =
    [
        ("System.Environment", "get_ProcessId", "BpfHelpers.CurrentProcessId"),
        ("System.Environment", "get_CurrentManagedThreadId", "BpfHelpers.CurrentThreadId"),
        ("System.Environment", "get_TickCount", Clock),
        ("System.Environment", "get_TickCount64", Clock),
        ("System.Environment", "get_ProcessorCount", "a static readonly field that user space sets before loading"),
        ("System.Environment", "get_SystemPageSize", "a static readonly field that user space sets before loading"),
        ("System.Diagnostics.Stopwatch", null, Clock),
        ("System.DateTime", null, Clock + ", and make it a date in user space"),
        ("System.DateTimeOffset", null, Clock + ", and make it a date in user space"),
        ("System.Diagnostics.Debug", null, Output),
        ("System.Diagnostics.Trace", null, Output),
        ("System.Console", null, Output),
        ("System.Guid", "NewGuid", Random),
        ("System.Random", null, Random),
        ("System.Security.Cryptography.RandomNumberGenerator", null, Random),
        ("System.Threading.Monitor", null, "BpfSpinLock in the value of a map"),
        ("System.Threading.SpinLock", null, "BpfSpinLock in the value of a map"),
        ("System.Threading.Thread", "get_CurrentThread", "BpfHelpers.CurrentThreadId"),
        ("System.Runtime.InteropServices.NativeMemory", null, "a map"),
        ("System.Runtime.InteropServices.Marshal", null, "a map"),
        ("System.Buffers.ArrayPool", null, "a per-CPU array map"),
    ];

    /// <summary>Returns the end of a message, such as <c>; use BpfHelpers.CurrentProcessId</c>; empty where nothing is known.</summary>
    /// <param name="type">Full name of the type, without type arguments.</param>
    /// <param name="member">Name of the method or accessor in metadata.</param>
    public static string For(string type, string member)
        => Array.Find(s_rows, row => row.Type == type && (row.Member is null || row.Member == member)).Replacement is { } replacement
            ? $"; use {replacement}" : "";
}

using System.Runtime.CompilerServices;
using System.Text;

namespace Bpf;

/// <summary>
/// Why a scheduler ended. A static field of this type in the class with <c>[BpfObject]</c> keeps it for the host:
/// <code>
/// private static SchedulerExit s_exit;
/// …
/// private static void Exit(scx_exit_info* info) => s_exit.Record(info);
/// </code>
/// The host reads it from the skeleton: <c>scheduler.Bss.s_exit</c>.
/// </summary>
public unsafe struct SchedulerExit
{
    private const int ReasonLength = 128;
    private const int MessageLength = 256;

    private SchedulerExitKind _kind;
    private long _code;
    private ReasonBuffer _reason;
    private MessageBuffer _message;

    /// <summary>The kind of reason; <see cref="SchedulerExitKind.None"/> until the scheduler ends.</summary>
    public readonly SchedulerExitKind Kind => _kind;

    /// <summary>The number that the scheduler or the kernel gave; 0 for none.</summary>
    public readonly long Code => _code;

    /// <summary>The kernel's text for the kind, such as <c>runnable task stall</c>. Only in user space.</summary>
    public readonly string Reason => Text(_reason);

    /// <summary>The details, such as which task did not run; empty for none. Only in user space.</summary>
    public readonly string Message => Text(_message);

    /// <summary>Copies what the kernel passes to the member <c>exit</c>.</summary>
    /// <param name="info">The parameter of the member, a <c>scx_exit_info*</c>.</param>
    public void Record(void* info)
    {
        ExitInfo* exit = (ExitInfo*)info;
        _code = exit->exit_code;
        BpfHelpers.ReadKernelText((ulong)exit->reason, _reason);
        BpfHelpers.ReadKernelText((ulong)exit->msg, _message);
        _kind = (SchedulerExitKind)exit->kind;
    }

    /// <summary>Formats the reason for a message: <c>runnable task stall (cc1[4711] failed to run for 5.120s)</c>.</summary>
    public override readonly string ToString() => Message.Length == 0 ? Reason : $"{Reason} ({Message})";

    private static string Text(ReadOnlySpan<byte> buffer)
    {
        int end = buffer.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? buffer : buffer[..end]);
    }

    [KernelEnum("scx_exit_kind", CheckAtBuild = false)]
    private enum ExitKind
    {
        None,
    }

    [KernelStruct("scx_exit_info", CheckAtBuild = false)]
    private struct ExitInfo
    {
        public ExitKind kind;
        public long exit_code;
        public byte* reason;
        public byte* msg;
    }

    [InlineArray(ReasonLength)]
    private struct ReasonBuffer
    {
        private byte _first;
    }

    [InlineArray(MessageLength)]
    private struct MessageBuffer
    {
        private byte _first;
    }
}

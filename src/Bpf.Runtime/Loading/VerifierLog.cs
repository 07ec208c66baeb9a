using System.Text;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Loading;

/// <summary>
/// Loads programs with a verifier log: the first attempt without one, which is much faster, and only after a failure with a growing buffer.
/// </summary>
internal static unsafe class VerifierLog
{
    private const uint DefaultLevel = 1;
    private const int FirstSize = 1024 * 1024;
    private const int LargestSize = int.MaxValue / 2;

    // A program at the complexity limit logs hundreds of megabytes. Kernels since 6.4 keep the end, which contains the reason, so a larger buffer is
    // unnecessary.
    private const int LargestTail = 8 * 1024 * 1024;

    /// <summary>Runs BPF_PROG_LOAD.</summary>
    /// <param name="attribute">The program; its log fields are set here.</param>
    /// <param name="level">Log level of the first attempt; with 0, a log is requested only after a failure.</param>
    /// <param name="handle">The program.</param>
    /// <param name="log">The log, empty when there is none.</param>
    public static Errno Load(ref ProgramLoadAttribute attribute, uint level, out BpfHandle handle, out string log)
    {
        log = "";
        Errno? verdict = null;
        if (level == 0)
        {
            verdict = BpfCall.LoadProgram(ref attribute, out handle);
            if (verdict == Errno.None)
            {
                return Errno.None;
            }

            level = DefaultLevel;
        }

        long size = FirstSize;
        while (true)
        {
            // Outside the managed heap: the log can be large and is read only once.
            using MappedRegion buffer = MappedRegion.Anonymous((nuint)size);
            attribute.LogLevel = level;
            attribute.LogBuffer = (ulong)buffer.Pointer;
            attribute.LogSize = (uint)size;
            attribute.LogTrueSize = 0;
            Errno error = BpfCall.LoadProgram(ref attribute, out handle);
            bool isCut = error == Errno.ENOSPC;
            if (isCut && attribute.LogTrueSize <= LargestTail && size < LargestSize)
            {
                size = Math.Clamp(attribute.LogTrueSize, size * 4, LargestSize);
                continue;
            }

            log = Encoding.UTF8.GetString(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(buffer.Pointer));
            if (!isCut)
            {
                return error;
            }

            if (attribute.LogTrueSize > size)
            {
                log = $"[{attribute.LogTrueSize - size} bytes of the verifier's log are omitted here]\n{log}";
            }

            // If the log was truncated, the kernel reports that instead of its verdict.
            attribute.LogLevel = 0;
            attribute.LogBuffer = 0;
            attribute.LogSize = 0;
            return verdict ?? BpfCall.LoadProgram(ref attribute, out handle);
        }
    }
}

using System.Text;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Verifier;

/// <summary>Loading with a verifier log: the first attempt without one, which is much faster, and only after a failure with a growing buffer.</summary>
internal static unsafe class VerifierLog
{
    private const uint DefaultLevel = 1;
    private const int FirstSize = 64 * 1024;
    private const int LargestSize = int.MaxValue / 2;

    /// <summary>BPF_PROG_LOAD.</summary>
    /// <param name="attribute">The program; its log fields are set here.</param>
    /// <param name="level">Log level of the first attempt; 0 asks for a log only after a failure.</param>
    /// <param name="handle">The program.</param>
    /// <param name="log">The log, empty when there is none.</param>
    public static Errno Load(ref ProgramLoadAttribute attribute, uint level, out BpfHandle handle, out string log)
    {
        log = "";
        if (level == 0)
        {
            Errno first = BpfCall.LoadProgram(ref attribute, out handle);
            if (first == Errno.None)
                return first;

            level = DefaultLevel;
        }

        long size = FirstSize;
        while (true)
        {
            // Outside the managed heap: the log can be large, and is looked at only once.
            using MappedRegion buffer = MappedRegion.Anonymous((nuint)size);
            attribute.LogLevel = level;
            attribute.LogBuffer = (ulong)buffer.Pointer;
            attribute.LogSize = (uint)size;
            attribute.LogTrueSize = 0;
            Errno error = BpfCall.LoadProgram(ref attribute, out handle);
            if (error == Errno.ENOSPC && size < LargestSize)
            {
                size = Math.Clamp(attribute.LogTrueSize, size * 4, LargestSize);
                continue;
            }

            log = Encoding.UTF8.GetString(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(buffer.Pointer));
            return error;
        }
    }
}

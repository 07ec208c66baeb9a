using System.Text;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Kernel;

/// <summary>Loads BTF into the kernel.</summary>
internal static unsafe class BtfLoader
{
    private const int FirstLogSize = 64 * 1024;
    private const int LargestLogSize = 16 * 1024 * 1024;

    /// <summary>Runs BPF_BTF_LOAD; on failure, runs it again with a log, which is returned.</summary>
    public static Errno Load(ReadOnlySpan<byte> bytes, BpfHandle? token, out BpfHandle handle, out string log)
    {
        log = "";
        fixed (byte* pointer = bytes)
        {
            BtfLoadAttribute attribute = new() { Btf = (ulong)pointer, Size = (uint)bytes.Length };
            if (token is not null)
            {
                attribute.Flags = BpfCall.TokenFdFlag;
                attribute.TokenFd = token.Descriptor;
            }

            Errno error = BpfCall.Open(BpfCommand.BtfLoad, ref attribute, sizeof(BtfLoadAttribute), out handle);
            if (error is Errno.None or Errno.EPERM)
            {
                return error;
            }

            for (int size = FirstLogSize; size <= LargestLogSize; size *= 8)
            {
                byte[] buffer = new byte[size];
                fixed (byte* text = buffer)
                {
                    attribute.LogLevel = 1;
                    attribute.LogBuffer = (ulong)text;
                    attribute.LogSize = (uint)size;
                    error = BpfCall.Open(BpfCommand.BtfLoad, ref attribute, sizeof(BtfLoadAttribute), out handle);
                }

                if (error == Errno.ENOSPC)
                {
                    continue;
                }

                log = Encoding.UTF8.GetString(buffer.AsSpan(0, Math.Max(0, buffer.AsSpan().IndexOf((byte)0))));
                break;
            }

            return error;
        }
    }
}

using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Bpf.Attach.Tests.Support;

/// <summary>A network namespace of the test, with only the loopback device. It ends with its thread.</summary>
internal static unsafe partial class OwnNetwork
{
    private const int NewNetwork = 0x40000000; // CLONE_NEWNET, linux/sched.h
    private const uint GetFlags = 0x8913; // SIOCGIFFLAGS, linux/sockios.h
    private const uint SetFlags = 0x8914; // SIOCSIFFLAGS
    private const uint SetName = 0x8923; // SIOCSIFNAME
    private const short Up = 1; // IFF_UP, linux/if.h

    /// <summary>Runs a test on a thread in the new namespace, with loopback up.</summary>
    public static void Run(Action test)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                if (Unshare(NewNetwork) != 0)
                {
                    throw new InvalidOperationException($"unshare: errno {Marshal.GetLastPInvokeError()}");
                }

                Start("lo");
                test();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    /// <summary>Gives a device of the calling thread's namespace another name.</summary>
    public static void Rename(string device, string name)
    {
        Request request = new(device);
        Encoding.ASCII.GetBytes(name, new Span<byte>(request.Value, Request.NameLength));
        Control(SetName, ref request);
    }

    /// <summary>Starts a device of the calling thread's namespace.</summary>
    public static void Start(string device)
    {
        Request request = new(device);
        Control(GetFlags, ref request);
        *(short*)request.Value |= Up;
        Control(SetFlags, ref request);
    }

    private static void Control(uint command, ref Request request)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        if (Ioctl((int)socket.Handle, command, ref request) != 0)
        {
            throw new InvalidOperationException($"ioctl {command:x}: errno {Marshal.GetLastPInvokeError()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Ioctl(int fd, nuint command, ref Request request);

    // struct ifreq, linux/if.h
    private struct Request
    {
        public const int NameLength = 16; // IFNAMSIZ

        public fixed byte Name[NameLength];
        public fixed byte Value[24];

        public Request(string name) => Encoding.ASCII.GetBytes(name, MemoryMarshal.CreateSpan(ref Name[0], NameLength));
    }
}

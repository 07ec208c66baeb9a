using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Bpf.Attach.Tests.Support;

/// <summary>
/// Several network namespaces of a test, connected by veth pairs. The calling thread is in one of them at a time, and a socket stays where it was made.
/// </summary>
internal sealed partial class OwnNetworks : IDisposable
{
    private const int NewNetwork = 0x40000000; // CLONE_NEWNET, linux/sched.h
    private const uint EthernetTool = 0x8946; // SIOCETHTOOL, linux/sockios.h
    private const uint TransmitChecksums = 0x17; // ETHTOOL_STXCSUM, linux/ethtool.h
    private const string Current = "/proc/thread-self/ns/net";

    private readonly List<SafeFileHandle> _all = [];

    private OwnNetworks()
    {
    }

    /// <summary>Runs a test on a thread of its own, with so many namespaces.</summary>
    public static void Run(int count, Action<OwnNetworks> test)
        => OwnNetwork.Run(() =>
        {
            using OwnNetworks networks = new();
            for (int i = 0; i < count; i++)
            {
                networks._all.Add(File.OpenHandle(Current, share: FileShare.ReadWrite | FileShare.Delete));
                Check(Unshare(NewNetwork), "unshare");
            }

            networks.Enter(0);
            test(networks);
        });

    /// <summary>Moves the calling thread into a namespace.</summary>
    public void Enter(int network) => Check(SetNamespace((int)_all[network].DangerousGetHandle(), NewNetwork), "setns");

    /// <summary>Connects two namespaces; the names and addresses of both devices are given. Returns the indexes of the devices.</summary>
    public (int From, int To) Connect(
        (int Network, string Device, byte[] Hardware, IPAddress[] Addresses) from, (int Network, string Device, byte[] Hardware, IPAddress[] Addresses) to)
    {
        Enter(from.Network);
        RouteMessages.CreatePair(from.Device, to.Device, _all[to.Network]);
        return (Start(from), Start(to));

        int Start((int Network, string Device, byte[] Hardware, IPAddress[] Addresses) end)
        {
            Enter(end.Network);
            int index = IndexOf(end.Device);
            RouteMessages.Start(index, end.Hardware);
            foreach (IPAddress address in end.Addresses)
            {
                RouteMessages.Add(index, address, (byte)(address.GetAddressBytes().Length == 4 ? 24 : 64));
            }

            return index;
        }
    }

    /// <summary>Index of a device in the calling thread's namespace.</summary>
    public static int IndexOf(string device) => RouteMessages.IndexOf(device);

    /// <summary>Makes the kernel compute checksums before a packet leaves a device, so that the receiver checks them.</summary>
    public static unsafe void ComputeChecksums(string device)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        uint* value = stackalloc uint[] { TransmitChecksums, 0 };
        byte* request = stackalloc byte[40]; // struct ifreq, linux/if.h
        new Span<byte>(request, 40).Clear();
        Encoding.ASCII.GetBytes(device, new Span<byte>(request, 15));
        *(uint**)(request + 16) = value;
        Check(Ioctl((int)socket.Handle, EthernetTool, request), "ioctl SIOCETHTOOL");
    }

    public void Dispose() => _all.ForEach(static network => network.Dispose());

    private static void Check(int result, string call)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"{call}: errno {Marshal.GetLastPInvokeError()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int fd, int type);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static unsafe partial int Ioctl(int fd, nuint command, byte* request);
}

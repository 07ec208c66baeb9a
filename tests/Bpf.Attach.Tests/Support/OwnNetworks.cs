using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bpf.Attach.Tests.Support;

/// <summary>
/// Several network namespaces of a test, connected by veth pairs. The calling thread is in one of them at a time, and a socket stays where it was made.
/// </summary>
internal sealed partial class OwnNetworks : IDisposable
{
    private const int NewNetwork = 0x40000000; // CLONE_NEWNET, linux/sched.h
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
            int index = (int)IndexOf(end.Device);
            RouteMessages.Start(index, end.Hardware);
            foreach (IPAddress address in end.Addresses)
            {
                RouteMessages.Add(index, address, (byte)(address.GetAddressBytes().Length == 4 ? 24 : 64));
            }

            return index;
        }
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

    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint IndexOf(string device);
}

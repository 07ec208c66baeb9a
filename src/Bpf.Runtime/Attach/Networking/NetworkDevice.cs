using System.Runtime.InteropServices;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Networking;

/// <summary>
/// Looks up network devices by name. Names belong to the network namespace of the calling thread, whereas /sys/class/net shows that of the process
/// that mounted it.
/// </summary>
internal static unsafe class NetworkDevice
{
    /// <summary>Returns the index of a device.</summary>
    /// <exception cref="BpfException">There is no device with this name.</exception>
    public static uint IndexOf(string device, string operation, ErrorSubject subject)
    {
        uint index = LibC.InterfaceNameToIndex(device);
        if (index != 0)
        {
            return index;
        }

        Errno error = Native.LastError;
        throw BpfException.FromKernel(operation, subject, error, error == Errno.ENODEV
            ? $"There is no network device '{device}' in this network namespace; it has {string.Join(", ", Names())}."
            : null);
    }

    private static List<string> Names()
    {
        List<string> names = [];
        InterfaceName* list = LibC.ListInterfaces();
        if (list is null)
        {
            return names;
        }

        for (InterfaceName* device = list; device->Index != 0; device++)
        {
            names.Add(Marshal.PtrToStringUTF8((nint)device->Name)!);
        }

        LibC.FreeInterfaces(list);
        return names;
    }
}

using System.Runtime.InteropServices;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.Devices;

/// <summary>
/// A network device. Names and indexes belong to the network namespace of the calling thread, whereas /sys/class/net shows that of the process that
/// mounted it.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Its index.</param>
internal readonly unsafe record struct NetworkDevice(string Name, uint Index)
{
    /// <summary>Finds a device by its index.</summary>
    /// <exception cref="BpfException">No device has this index.</exception>
    public static NetworkDevice At(uint index, string program)
    {
        ArgumentOutOfRangeException.ThrowIfZero(index);
        List<NetworkDevice> devices = All();
        NetworkDevice found = devices.Find(device => device.Index == index);
        if (found.Index != 0)
        {
            return found;
        }

        string names = string.Join(", ", devices.Select(static device => $"{device.Index} {device.Name}"));
        throw BpfException.FromKernel("attach program", new(program, $"interface {index}"), Errno.ENODEV,
            $"There is no network device {index} in this network namespace; it has {names}.");
    }

    /// <summary>Finds a device by its name.</summary>
    /// <exception cref="BpfException">No device has this name.</exception>
    public static NetworkDevice Named(string device, string operation, ErrorSubject subject) => new(device, IndexOf(device, operation, subject));

    /// <summary>Returns the index of a device.</summary>
    /// <exception cref="BpfException">No device has this name.</exception>
    public static uint IndexOf(string device, string operation, ErrorSubject subject)
    {
        bool isName = !device.Contains('\0'); // where C would end it, and find another device
        uint index = isName ? LibC.InterfaceNameToIndex(device) : 0;
        if (index != 0)
        {
            return index;
        }

        Errno error = isName ? Native.LastError : Errno.ENODEV;
        throw BpfException.FromKernel(operation, subject, error, error == Errno.ENODEV
            ? $"There is no network device '{device}' in this network namespace; it has {string.Join(", ", All().Select(static device => device.Name))}."
            : null);
    }

    private static List<NetworkDevice> All()
    {
        List<NetworkDevice> devices = [];
        InterfaceName* list = LibC.ListInterfaces();
        if (list is null)
        {
            return devices;
        }

        for (InterfaceName* device = list; device->Index != 0; device++)
        {
            devices.Add(new NetworkDevice(Marshal.PtrToStringUTF8((nint)device->Name)!, device->Index));
        }

        LibC.FreeInterfaces(list);
        return devices;
    }
}

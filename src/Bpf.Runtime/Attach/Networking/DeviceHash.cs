using Bpf.Runtime.Attach.Devices;
using Bpf.Runtime.Attach.Networking;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>Network devices by key, to which XDP programs redirect packets (kernel 5.4).</summary>
public sealed class DeviceHash : IMapHandle<DeviceHash>
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type DeviceMapHash.</param>
    /// <exception cref="BpfException">The map has another type.</exception>
    public DeviceHash(BpfMap map) => Map = MapValue.RequireHandle(map, nameof(DeviceHash));

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static DeviceHash IMapHandle<DeviceHash>.Of(BpfMap map) => new(map);

    /// <summary>Stores a device, replacing any other. It is removed when the device is.</summary>
    /// <param name="key">The key.</param>
    /// <param name="device">Name of the device in the network namespace of the calling thread.</param>
    /// <param name="program">An <c>[XdpDevmap]</c> program (section <c>xdp/devmap</c>) for the packets redirected to the device (kernel 5.8), or null.</param>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">The device does not exist; E2BIG: the map is full; EINVAL: the program is of another kind.</exception>
    public void Set(uint key, string device, BpfProgram? program = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(device);
        Set(key, NetworkDevice.IndexOf(device, "write map", new(Map.Name, device)), program);
    }

    /// <param name="key">The key.</param>
    /// <param name="interfaceIndex">Index of the device in the network namespace of the calling thread.</param>
    /// <param name="program">An <c>[XdpDevmap]</c> program (section <c>xdp/devmap</c>) for the packets redirected to the device (kernel 5.8), or null.</param>
    /// <inheritdoc cref="Set(uint, string, BpfProgram)"/>
    public void Set(uint key, uint interfaceIndex, BpfProgram? program = null)
        => DeviceElements.Set(Map, key, interfaceIndex, program, error => error switch
        {
            Errno.EINVAL when program is not null => $"The program '{program.Name}' must have the section xdp/devmap, or there is no device {interfaceIndex}.",
            Errno.EINVAL => $"There is no device {interfaceIndex} in this network namespace.",
            _ => null,
        });

    /// <summary>Reads the device of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="interfaceIndex">Index of the device, or 0.</param>
    /// <param name="programId">The kernel's id of its program; 0 for none.</param>
    /// <returns><see langword="false"/> when there is none.</returns>
    public bool TryGet(uint key, out uint interfaceIndex, out uint programId) => DeviceElements.TryGet(Map, key, out interfaceIndex, out programId);

    /// <summary>Removes a device.</summary>
    /// <param name="key">The key.</param>
    /// <returns><see langword="false"/> when there was none.</returns>
    public bool Remove(uint key) => Map.Remove(MapValue.Bytes(in key));
}

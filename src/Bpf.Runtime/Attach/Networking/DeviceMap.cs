using Bpf.Runtime.Attach.Devices;
using Bpf.Runtime.Attach.Networking;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>Network devices by index, to which XDP programs redirect packets (kernel 4.14).</summary>
public sealed class DeviceMap : IMapHandle<DeviceMap>
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type DeviceMap.</param>
    /// <exception cref="BpfException">The map has another type.</exception>
    public DeviceMap(BpfMap map) => Map = MapValue.RequireHandle(map, nameof(DeviceMap));

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static DeviceMap IMapHandle<DeviceMap>.Of(BpfMap map) => new(map);

    /// <summary>Number of slots.</summary>
    public int Count => (int)Map.MaxEntries;

    /// <summary>Stores a device, replacing any other. It is removed when the device is.</summary>
    /// <param name="key">0 to <see cref="Count"/> - 1.</param>
    /// <param name="device">Name of the device in the network namespace of the calling thread.</param>
    /// <param name="program">An <c>[XdpDevmap]</c> program (section <c>xdp/devmap</c>) for the packets redirected to the device (kernel 5.8), or null.</param>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">The device does not exist; E2BIG: the map does not have the slot; EINVAL: the program is of another kind.</exception>
    public void Set(uint key, string device, BpfProgram? program = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(device);
        Set(key, NetworkDevice.IndexOf(device, "write map", new(Map.Name, device)), program);
    }

    /// <param name="key">0 to <see cref="Count"/> - 1.</param>
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
    /// <param name="key">0 to <see cref="Count"/> - 1.</param>
    /// <param name="interfaceIndex">Index of the device, or 0.</param>
    /// <param name="programId">The kernel's id of its program; 0 for none.</param>
    /// <returns><see langword="false"/> when there is none.</returns>
    public bool TryGet(uint key, out uint interfaceIndex, out uint programId) => DeviceElements.TryGet(Map, key, out interfaceIndex, out programId);

    /// <summary>Removes a device.</summary>
    /// <param name="key">0 to <see cref="Count"/> - 1.</param>
    public void Clear(uint key) => Map.Remove(MapValue.Bytes(in key));
}

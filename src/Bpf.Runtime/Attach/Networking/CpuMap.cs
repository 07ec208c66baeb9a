using Bpf.Runtime.Attach.Networking;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>CPUs by number, to which XDP programs redirect packets (kernel 4.15). Each has a queue, and a kernel thread that takes packets from it.</summary>
public sealed class CpuMap : IMapHandle<CpuMap>
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type CpuMap.</param>
    /// <exception cref="BpfException">The map has another type.</exception>
    public CpuMap(BpfMap map) => Map = MapValue.RequireHandle(map, nameof(CpuMap));

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static CpuMap IMapHandle<CpuMap>.Of(BpfMap map) => new(map);

    /// <summary>Number of slots.</summary>
    public int Count => (int)Map.MaxEntries;

    /// <summary>Enables a CPU.</summary>
    /// <param name="cpu">Its number, 0 to <see cref="Count"/> - 1.</param>
    /// <param name="queueSize">Length of the queue in packets, 1 to 16384; packets that find it full are dropped.</param>
    /// <param name="program">An <c>[XdpCpumap]</c> program (section <c>xdp/cpumap</c>) for the packets redirected to the CPU (kernel 5.9), or null.</param>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">
    /// E2BIG: the map does not have the slot. ENODEV: the machine does not have the CPU. EOVERFLOW: the queue is too long. ENOMEM: wrong kind of program.
    /// </exception>
    public void Set(uint cpu, uint queueSize, BpfProgram? program = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(queueSize);
        DeviceElements.Set(Map, cpu, queueSize, program, error => error switch
        {
            Errno.ENODEV => $"There is no CPU {cpu}.",
            Errno.EOVERFLOW => "A queue has at most 16384 packets.",
            // cpu_map_update_elem reports every failure of making the queue as ENOMEM.
            Errno.EINVAL or Errno.ENOMEM when program is not null => $"The program '{program.Name}' must have the section xdp/cpumap.",
            _ => null,
        });
    }

    /// <summary>Reads the queue of a CPU.</summary>
    /// <param name="cpu">Its number, 0 to <see cref="Count"/> - 1.</param>
    /// <param name="queueSize">Length of the queue in packets, or 0.</param>
    /// <param name="programId">The kernel's id of its program; 0 for none.</param>
    /// <returns><see langword="false"/> when the CPU is not enabled.</returns>
    public bool TryGet(uint cpu, out uint queueSize, out uint programId) => DeviceElements.TryGet(Map, cpu, out queueSize, out programId);

    /// <summary>Disables a CPU; packets in its queue are still delivered.</summary>
    /// <param name="cpu">Its number, 0 to <see cref="Count"/> - 1.</param>
    public void Clear(uint cpu) => Map.Remove(MapValue.Bytes(in cpu));
}

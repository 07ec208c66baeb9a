using System.Runtime.InteropServices;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Networking;

/// <summary>The elements of maps of devices and CPUs: <c>struct bpf_devmap_val</c> and <c>struct bpf_cpumap_val</c>, include/uapi/linux/bpf.h.</summary>
internal static class DeviceElements
{
    /// <summary>Stores a device or CPU, with a program if there is one.</summary>
    /// <param name="map">The map.</param>
    /// <param name="key">Its key.</param>
    /// <param name="number">Index of the device, or size of the CPU's queue.</param>
    /// <param name="program">The program, or null.</param>
    /// <param name="advise">Says what the kernel's error means.</param>
    public static void Set(BpfMap map, uint key, uint number, BpfProgram? program, Func<Errno, string?> advise)
    {
        Value value = new() { Number = number, Program = program is null ? -1 : program.Handle.Descriptor };
        ReadOnlySpan<byte> bytes = MapValue.Bytes(in value);
        if (map.ValueSize < bytes.Length && program is null)
        {
            bytes = bytes[..map.ValueSize];
        }

        Errno error = map.TryUpdate(MapValue.Bytes(in key), bytes);
        if (error != Errno.None)
        {
            throw BpfException.FromKernel("write map", map.Name, error, advise(error) ?? map.AdviceForUpdate(error));
        }
    }

    /// <summary>Reads a device or CPU; returns false when there is none.</summary>
    public static bool TryGet(BpfMap map, uint key, out uint number, out uint programId)
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        bool found = map.TryLookup(MapValue.Bytes(in key), bytes[..map.ValueSize]);
        Value value = MemoryMarshal.Read<Value>(bytes);
        (number, programId) = (value.Number, (uint)value.Program);
        return found && number != 0;
    }

    private struct Value
    {
        public uint Number;
        public int Program;
    }
}

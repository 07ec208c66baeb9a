using System.Runtime.InteropServices;
using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>Shows the stacks of a stack trace map.</summary>
internal static class StackDump
{
    // struct bpf_stack_build_id: status, build id, offset in the file or address
    private const int BuildIdFrame = 32;
    private const int BuildIdStart = 4;
    private const int OffsetStart = 24;
    private const int StatusEmpty = 0; // BPF_STACK_BUILD_ID_EMPTY
    private const int StatusValid = 1; // BPF_STACK_BUILD_ID_VALID

    /// <param name="map">A map of type StackTrace.</param>
    /// <param name="limit">Maximum number of stacks to show.</param>
    /// <param name="mappings">Mappings of the process that the stacks belong to.</param>
    /// <param name="output">Receives the stacks.</param>
    public static void Write(BpfMap map, int limit, ProcessMappings mappings, AttachOutput output)
    {
        List<(uint, IReadOnlyList<string>)> stacks = [];
        int omitted = 0;
        byte[] key = new byte[map.KeySize];
        byte[] value = new byte[map.ElementSize];
        byte[]? last = null;
        while (map.TryGetNextKey(last, key))
        {
            last = [.. key];
            if (!map.TryLookup(key, value))
            {
                continue;
            }

            if (stacks.Count < limit)
            {
                stacks.Add((MemoryMarshal.Read<uint>(key), (map.Flags & MapFlags.StackBuildId) != 0 ? BuildIds(value, mappings) : Addresses(value, mappings)));
            }
            else
            {
                omitted++;
            }
        }

        output.Stacks(map, stacks, omitted);
    }

    // The kernel pads with zeros.
    private static List<string> Addresses(byte[] value, ProcessMappings mappings)
    {
        List<string> frames = [];
        foreach (ulong address in MemoryMarshal.Cast<byte, ulong>(value))
        {
            if (address == 0)
            {
                break;
            }

            frames.Add(mappings.Describe(address));
        }

        return frames;
    }

    private static List<string> BuildIds(byte[] value, ProcessMappings mappings)
    {
        List<string> frames = [];
        for (int start = 0; start + BuildIdFrame <= value.Length; start += BuildIdFrame)
        {
            ReadOnlySpan<byte> frame = value.AsSpan(start, BuildIdFrame);
            int status = MemoryMarshal.Read<int>(frame);
            if (status == StatusEmpty)
            {
                break;
            }

            ulong place = MemoryMarshal.Read<ulong>(frame[OffsetStart..]);
            frames.Add(status == StatusValid ? $"{Convert.ToHexStringLower(frame[BuildIdStart..OffsetStart])}+0x{place:x}" : mappings.Describe(place));
        }

        return frames;
    }
}

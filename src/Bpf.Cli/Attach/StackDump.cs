using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Symbols;

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
    /// <param name="symbols">Names in the process that the stacks belong to, if there was only one.</param>
    /// <param name="output">Receives the stacks.</param>
    public static void Write(BpfMap map, int limit, ProcessSymbols? symbols, AttachOutput output)
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
                stacks.Add((MemoryMarshal.Read<uint>(key), (map.Flags & MapFlags.StackBuildId) != 0 ? BuildIds(value, symbols) : Addresses(value, symbols)));
            }
            else
            {
                omitted++;
            }
        }

        output.Stacks(map, stacks, omitted);
    }

    // The kernel pads with zeros.
    private static List<string> Addresses(byte[] value, ProcessSymbols? symbols)
    {
        ReadOnlySpan<ulong> addresses = MemoryMarshal.Cast<byte, ulong>(value);
        int depth = addresses.IndexOf(0UL);
        addresses = depth < 0 ? addresses : addresses[..depth];
        return symbols is not null ? [.. symbols.ResolveStack(addresses).Select(frame => $"{frame}")]
            : [.. addresses.ToArray().Select(address => $"0x{address:x}")];
    }

    private static List<string> BuildIds(byte[] value, ProcessSymbols? symbols)
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
            frames.Add(status == StatusValid ? $"{Convert.ToHexStringLower(frame[BuildIdStart..OffsetStart])}+0x{place:x}"
                : symbols is null ? $"0x{place:x}" : $"{symbols.Resolve(place)}");
        }

        return frames;
    }
}

using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class HexSwitch
{
    static int s_found;

    [InlineArray(64)]
    public struct Text
    {
        private byte _first;
    }

    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Text text = default;
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        ulong value = 0;
        for (int i = 0; i < 20; i++)
        {
            byte c = text[i];
            int digit = c switch
            {
                >= (byte)'0' and <= (byte)'9' => c - '0',
                >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                break;
            }

            value = value << 4 | (uint)digit;
        }

        if (value == 255)
        {
            s_found++;
        }

        return (int)(value >> 32) ^ (int)value;
    }
}

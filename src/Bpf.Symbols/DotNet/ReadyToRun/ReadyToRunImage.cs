using Bpf.Symbols.DotNet.Metadata;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.ReadyToRun;

/// <summary>The tables of a ReadyToRun image as it is loaded in a process.</summary>
internal sealed class ReadyToRunImage
{
    private const uint Signature = 0x00525452; // "RTR\0"
    private const uint MostSections = 64;
    private const int MostTableBytes = 16 << 20;
    private const int MostFunclets = 64;
    private const uint RuntimeFunctionsSection = 102;
    private const uint MethodEntryPointsSection = 103;

    private readonly Dictionary<int, uint> _rowOfFunction = [];

    private ReadyToRunImage(ulong functions, uint count, int size)
    {
        Functions = functions;
        FunctionCount = count;
        FunctionSize = size;
    }

    /// <summary>Address of the runtime functions.</summary>
    public ulong Functions { get; }

    /// <summary>Number of the runtime functions.</summary>
    public uint FunctionCount { get; }

    /// <summary>Size of a runtime function in bytes.</summary>
    public int FunctionSize { get; }

    /// <summary>Reads an image; null if there is none, or if it holds no code.</summary>
    public static ReadyToRunImage? Read(IProcessMemory memory, ulong imageBase)
    {
        if (PortableExecutable.Read(memory, imageBase, isMapped: true) is not { } file || file.NativeHeader is not { Size: > 0 } header)
        {
            return null;
        }

        ulong at = imageBase + header.Address;
        uint sections = memory.UInt32(at + 12);
        if (memory.UInt32(at) != Signature || sections > MostSections)
        {
            return null;
        }

        (uint Address, uint Size) functions = default;
        (uint Address, uint Size) entryPoints = default;
        for (ulong section = at + 16; sections > 0; sections--, section += 12)
        {
            (uint, uint) range = (memory.UInt32(section + 4), memory.UInt32(section + 8));
            switch (memory.UInt32(section))
            {
                case RuntimeFunctionsSection:
                    functions = range;
                    break;
                case MethodEntryPointsSection:
                    entryPoints = range;
                    break;
            }
        }

        int size = file.IsArm64 ? 2 * sizeof(uint) : RuntimeFunctions.SizeWithEnd;
        ReadyToRunImage image = new(imageBase + functions.Address, functions.Size / (uint)size, size);
        if (entryPoints.Size is > 0 and <= MostTableBytes)
        {
            byte[] table = new byte[entryPoints.Size];
            if (memory.Read(imageBase + entryPoints.Address, table) == table.Length)
            {
                image.AddMethods(table);
            }
        }

        return image;
    }

    /// <summary>Returns the method that a runtime function belongs to; funclets follow their method.</summary>
    public PrecompiledMethod? MethodOf(int function)
    {
        for (int main = function; main >= 0 && function - main < MostFunclets; main--)
        {
            if (_rowOfFunction.TryGetValue(main, out uint row))
            {
                return new PrecompiledMethod(row, main);
            }
        }

        return null;
    }

    private void AddMethods(ReadOnlySpan<byte> table)
    {
        NativeReader reader = new(table);
        if (!reader.TryArray(0, out uint count, out int width, out uint index))
        {
            return;
        }

        for (uint element = 0; element < Math.Min(count, 1 << 24); element++)
        {
            // The lowest bit says that a list of fixups follows, the next that it is elsewhere.
            if (reader.TryElement(index, width, element, out uint offset) && reader.TryUnsigned(ref offset, out uint entry))
            {
                uint function = (entry & 1) != 0 ? entry >> 2 : entry >> 1;
                if (function < FunctionCount)
                {
                    _rowOfFunction[(int)function] = element + 1;
                }
            }
        }
    }
}

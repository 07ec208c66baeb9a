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
    private const uint InstanceEntryPointsSection = 109;

    private readonly Dictionary<int, PrecompiledMethod> _methods = [];

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
        (uint Address, uint Size) instances = default;
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
                case InstanceEntryPointsSection:
                    instances = range;
                    break;
            }
        }

        int size = file.IsArm64 ? 2 * sizeof(uint) : RuntimeFunctions.SizeWithEnd;
        ReadyToRunImage image = new(imageBase + functions.Address, functions.Size / (uint)size, size);
        image.AddMethods(Table(entryPoints));
        foreach ((uint function, PrecompiledMethod method) in InstanceEntryPoints.Read(Table(instances)))
        {
            image.Add(function, method);
        }

        return image;

        byte[] Table((uint Address, uint Size) range)
        {
            byte[] table = new byte[range.Size <= MostTableBytes ? range.Size : 0];
            return memory.Read(imageBase + range.Address, table) == table.Length ? table : [];
        }
    }

    /// <summary>Returns the method that a runtime function belongs to, and its first function; funclets follow their method.</summary>
    public (PrecompiledMethod Method, int Main)? MethodOf(int function)
    {
        for (int main = function; main >= 0 && function - main < MostFunclets; main--)
        {
            if (_methods.TryGetValue(main, out PrecompiledMethod method))
            {
                return (method, main);
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
            if (reader.TryElement(index, width, element, out uint offset) && reader.TryEntryPoint(ref offset, out uint function))
            {
                Add(function, new PrecompiledMethod(element + 1));
            }
        }
    }

    private void Add(uint function, PrecompiledMethod method)
    {
        if (function < FunctionCount)
        {
            _methods[(int)function] = method;
        }
    }
}

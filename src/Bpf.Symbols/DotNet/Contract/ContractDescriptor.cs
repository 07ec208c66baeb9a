using System.Buffers.Binary;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.Contract;

/// <summary>The structure <c>DotNetRuntimeContractDescriptor</c> of a process: where its data contract is, and the slots of the contract's globals.</summary>
internal sealed class ContractDescriptor
{
    public const string SymbolName = "DotNetRuntimeContractDescriptor";

    private const int Length = 40;
    private const ulong Magic = 0x0043414443434E44; // "DNCCDAC\0"
    private const uint Uses32BitPointers = 2;
    private const uint MostJsonBytes = 4 << 20;
    private const uint MostSlots = 4096;

    private ContractDescriptor(ulong json, int jsonSize, ulong[] slots)
    {
        Json = json;
        JsonSize = jsonSize;
        Slots = slots;
    }

    /// <summary>Address of the JSON.</summary>
    public ulong Json { get; }

    /// <summary>Length of the JSON in bytes.</summary>
    public int JsonSize { get; }

    /// <summary>The values that the contract's globals refer to by number.</summary>
    public ulong[] Slots { get; }

    /// <summary>Reads the descriptor at an address.</summary>
    /// <exception cref="RuntimeRefusedException">It is not there yet, or damaged, or that of a 32-bit runtime.</exception>
    public static ContractDescriptor Read(IProcessMemory memory, ulong address)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (!memory.TryRead(address, bytes))
        {
            throw new RuntimeRefusedException(DotNetProblem.NotStarted, "The descriptor of its data contract cannot be read; it may not have started yet.");
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic)
        {
            throw new RuntimeRefusedException(DotNetProblem.DamagedContract, "The descriptor of its data contract does not begin with 'DNCCDAC'.");
        }

        if ((BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) & Uses32BitPointers) != 0)
        {
            throw new RuntimeRefusedException(DotNetProblem.UnsupportedRuntime, "It is a 32-bit runtime.");
        }

        uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        ulong json = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]);
        ulong values = BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]);
        if (size is 0 or > MostJsonBytes || count > MostSlots)
        {
            throw new RuntimeRefusedException(DotNetProblem.DamagedContract,
                $"The descriptor of its data contract gives {size} bytes of JSON and {count} slots, which cannot be right.");
        }

        ulong[] slots = new ulong[count];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = memory.Pointer(values + ((ulong)i * sizeof(ulong)));
        }

        return new ContractDescriptor(json, (int)size, slots);
    }

    /// <summary>Reads and parses the contract.</summary>
    /// <exception cref="RuntimeRefusedException">It is damaged or not known.</exception>
    public DataContract ReadContract(IProcessMemory memory)
    {
        byte[] text = new byte[JsonSize];
        return memory.Read(Json, text) == text.Length ? ContractJson.Parse(text)
            : throw new RuntimeRefusedException(DotNetProblem.DamagedContract, "The JSON of its data contract cannot be read.");
    }
}

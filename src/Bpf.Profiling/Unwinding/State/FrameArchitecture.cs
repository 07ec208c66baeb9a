namespace Bpf.Profiling.Unwinding.State;

/// <summary>What unwinding needs to know about an instruction set. Registers have their DWARF numbers.</summary>
internal sealed record FrameArchitecture
{
    private FrameArchitecture()
    {
    }

    /// <summary>x86-64: the program counter of the caller has a column of its own.</summary>
    public static FrameArchitecture X64 { get; } = new()
    {
        Machine = 62, // EM_X86_64
        FramePointer = 6,
        StackPointer = 7,
        ProgramCounter = 16,
        AddressBits = ulong.MaxValue,
        FramePointerDistance = 16,
    };

    /// <summary>aarch64: the return address is in the link register, perhaps signed (PAC) in the bits above 48.</summary>
    public static FrameArchitecture Arm64 { get; } = new()
    {
        Machine = 183, // EM_AARCH64
        FramePointer = 29,
        LinkRegister = 30,
        StackPointer = 31,
        ProgramCounter = 32,
        AddressBits = (1UL << 48) - 1,
        FramePointerDistance = 16,
    };

    /// <summary>The instruction set of this process; <see langword="null"/> if it is not supported.</summary>
    public static FrameArchitecture? Current => System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => X64,
        System.Runtime.InteropServices.Architecture.Arm64 => Arm64,
        _ => null,
    };

    /// <summary><c>e_machine</c> of its ELF files.</summary>
    public required ushort Machine { get; init; }

    public required int FramePointer { get; init; }

    public required int StackPointer { get; init; }

    /// <summary>The program counter, which frame descriptions do not number on aarch64.</summary>
    public required int ProgramCounter { get; init; }

    /// <summary>The register that a call sets to the return address; <see langword="null"/> where a call pushes it.</summary>
    public int? LinkRegister { get; init; }

    /// <summary>The bits of a return address that are an address.</summary>
    public required ulong AddressBits { get; init; }

    /// <summary>Distance from the saved frame pointer to the frame address of a function that keeps frame pointers, in bytes.</summary>
    public required int FramePointerDistance { get; init; }

    /// <summary>The number of bytes below the stack pointer that a function may use, and that a copy of its stack should have.</summary>
    public int RedZone => LinkRegister is null ? 128 : 0;

    /// <summary>The number of columns of frame descriptions that are followed: the general registers.</summary>
    public int Columns => LinkRegister is null ? ProgramCounter + 1 : ProgramCounter;

    /// <summary>Returns the description of an instruction set.</summary>
    public static FrameArchitecture? Of(ushort machine) => machine == X64.Machine ? X64 : machine == Arm64.Machine ? Arm64 : null;
}

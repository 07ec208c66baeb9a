using Bpf.Runtime;

namespace Bpf.Objects.Relocations;

/// <summary>
/// Finds the byte ranges of its context that a linked program reads directly. The context is followed through registers, stack slots and calls of the
/// program's own functions; reads by helpers are not seen.
/// </summary>
internal sealed class ContextReads
{
    private const int Registers = 11;
    private const int FramePointer = 10;
    private const int Callee = 6; // r6 and above survive calls
    private const int Unknown = int.MinValue;

    private const byte Exit = 0x95; // BPF_JMP | BPF_EXIT
    private const byte Jump = 0x05; // BPF_JMP | BPF_JA
    private const byte LongJump = 0x06; // BPF_JMP32 | BPF_JA
    private const byte MoveRegister = 0xBF; // BPF_ALU64 | BPF_MOV | BPF_X
    private const byte AddImmediate = 0x07; // BPF_ALU64 | BPF_ADD | BPF_K
    private const byte StoreWord = 0x7B; // BPF_STX | BPF_MEM | BPF_DW
    private const byte LoadWord = 0x79; // BPF_LDX | BPF_MEM | BPF_DW
    private const int ModeMask = 0xE0;
    private const int MemoryMode = 0x60; // BPF_MEM
    private const int SignedMode = 0x80; // BPF_MEMSX

    private readonly BpfInstruction[] _instructions;
    private readonly bool[] _isTarget;
    private readonly Dictionary<int, State> _states = [];
    private readonly Stack<int> _pending = new();
    private readonly HashSet<(int Offset, int Size)> _reads = [];

    private ContextReads(BpfInstruction[] instructions)
    {
        _instructions = instructions;
        _isTarget = new bool[instructions.Length];
    }

    /// <summary>Returns the offset and size of each read.</summary>
    public static IReadOnlyCollection<(int Offset, int Size)> Collect(BpfInstruction[] instructions)
    {
        ContextReads reads = new(instructions);
        reads.Run();
        return reads._reads;
    }

    private void Run()
    {
        for (int i = 0; i < _instructions.Length; i += _instructions[i].IsWideLoad ? 2 : 1)
        {
            if (TargetOf(i) is { } target && target < _isTarget.Length && target >= 0)
            {
                _isTarget[target] = true;
            }
        }

        State start = new();
        start.Registers[1] = 0;
        Enter(0, start);
        while (_pending.TryPop(out int position))
        {
            Follow(position, _states[position].Copy());
        }
    }

    // A register that is known on one path counts as known: the verifier does not let an instruction load through different kinds of pointers.
    private void Enter(int position, State state)
    {
        if (position < 0 || position >= _instructions.Length)
        {
            return;
        }

        if (!_states.TryGetValue(position, out State? known))
        {
            _states.Add(position, state.Copy());
            _pending.Push(position);
        }
        else if (known.Add(state))
        {
            _pending.Push(position);
        }
    }

    private void Follow(int position, State state)
    {
        for (int i = position; i < _instructions.Length; i++)
        {
            if (i != position && _isTarget[i])
            {
                Enter(i, state);
                return;
            }

            BpfInstruction instruction = _instructions[i];
            switch (instruction.Class)
            {
                case InstructionCodes.JumpClass or InstructionCodes.Jump32Class:
                    if (instruction.Opcode == Exit)
                    {
                        return;
                    }

                    if (instruction.IsCall)
                    {
                        Call(i, state);
                    }
                    else
                    {
                        Enter(TargetOf(i)!.Value, state);
                    }

                    if (instruction.Opcode is Jump or LongJump)
                    {
                        return;
                    }

                    break;
                case InstructionCodes.LoadMemoryClass:
                    Load(instruction, state);
                    break;
                case InstructionCodes.StoreClass or InstructionCodes.StoreImmediateClass:
                    Store(instruction, state);
                    break;
                case InstructionCodes.LoadClass:
                    state.Registers[Math.Min(instruction.Destination, FramePointer)] = Unknown;
                    i += instruction.IsWideLoad ? 1 : 0;
                    break;
                default:
                    Compute(instruction, state);
                    break;
            }
        }
    }

    private int? TargetOf(int position)
    {
        BpfInstruction instruction = _instructions[position];
        return instruction switch
        {
            { Opcode: Exit } => null,
            { IsCall: true } => instruction.Source == InstructionCodes.PseudoCall ? position + 1 + instruction.Immediate : null,
            { Opcode: LongJump } => position + 1 + instruction.Immediate,
            { Class: InstructionCodes.JumpClass or InstructionCodes.Jump32Class } => position + 1 + instruction.Offset,
            _ => null,
        };
    }

    private void Call(int position, State state)
    {
        if (TargetOf(position) is { } callee)
        {
            State entry = new();
            state.Registers.AsSpan(1, Callee - 1).CopyTo(entry.Registers.AsSpan(1));
            Enter(callee, entry);
        }

        state.Registers.AsSpan(0, Callee).Fill(Unknown);
    }

    private void Load(BpfInstruction instruction, State state)
    {
        int from = instruction.Source < Registers ? state.Registers[instruction.Source] : Unknown;
        if (from != Unknown && (instruction.Opcode & ModeMask) is MemoryMode or SignedMode)
        {
            _reads.Add((from + instruction.Offset, SizeOf(instruction)));
        }

        state.Registers[Math.Min(instruction.Destination, FramePointer)] = instruction is { Opcode: LoadWord, Source: FramePointer }
            ? state.Stack.GetValueOrDefault(instruction.Offset, Unknown) : Unknown;
    }

    private static void Store(BpfInstruction instruction, State state)
    {
        if (instruction.Destination != FramePointer)
        {
            return;
        }

        state.Stack.Remove(instruction.Offset);
        if (instruction.Opcode == StoreWord && instruction.Source < Registers && state.Registers[instruction.Source] is not Unknown and var value)
        {
            state.Stack[instruction.Offset] = value;
        }
    }

    private static void Compute(BpfInstruction instruction, State state)
    {
        ref int destination = ref state.Registers[Math.Min(instruction.Destination, FramePointer)];
        destination = instruction.Opcode switch
        {
            MoveRegister when instruction.Offset == 0 && instruction.Source < Registers => state.Registers[instruction.Source],
            AddImmediate when destination != Unknown => destination + instruction.Immediate,
            _ => Unknown,
        };
    }

    private static int SizeOf(BpfInstruction instruction) => (instruction.Opcode & 0x18) switch
    {
        0x00 => 4, // BPF_W
        0x08 => 2, // BPF_H
        0x10 => 1, // BPF_B
        _ => 8, // BPF_DW
    };

    // Offsets from the start of the context.
    private sealed class State
    {
        public int[] Registers { get; } = new int[ContextReads.Registers];

        public Dictionary<int, int> Stack { get; } = [];

        public State() => Registers.AsSpan().Fill(Unknown);

        public State Copy()
        {
            State copy = new();
            copy.Add(this);
            return copy;
        }

        public bool Add(State other)
        {
            bool isChanged = false;
            for (int i = 0; i < Registers.Length; i++)
            {
                if (Registers[i] == Unknown && other.Registers[i] != Unknown)
                {
                    Registers[i] = other.Registers[i];
                    isChanged = true;
                }
            }

            foreach ((int slot, int offset) in other.Stack)
            {
                isChanged |= Stack.TryAdd(slot, offset);
            }

            return isChanged;
        }
    }
}

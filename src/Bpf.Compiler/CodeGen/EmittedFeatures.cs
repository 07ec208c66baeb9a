using System.Buffers.Binary;
using Bpf.Compiler.Elf;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Reports features that the oldest requested kernel lacks and that only the generated code reveals: whether LLVM unrolls a loop, and whether it uses the
/// result of an atomic operation.
/// </summary>
internal static class EmittedFeatures
{
    private const int InstructionSize = 8;
    private const int MaximumSize = 4096; // BPF_MAXINSNS, before BPF_COMPLEXITY_LIMIT_INSNS

    private const byte WideLoad = 0x18; // BPF_LD | BPF_IMM | BPF_DW
    private const byte Atomic64 = 0xDB; // BPF_STX | BPF_ATOMIC | BPF_DW
    private const byte Atomic32 = 0xC3; // BPF_STX | BPF_ATOMIC | BPF_W
    private const byte Call = 0x85; // BPF_JMP | BPF_CALL
    private const byte Exit = 0x95; // BPF_JMP | BPF_EXIT
    private const byte Jump = 0x05; // BPF_JMP | BPF_JA
    private const byte LongJump = 0x06; // BPF_JMP32 | BPF_JA

    /// <summary>Checks an object.</summary>
    /// <param name="module">The module it was generated from.</param>
    /// <param name="file">The object.</param>
    public static void Check(ObjectModule module, EmittedObject file)
    {
        if (module.Request.MinimumKernel is null)
        {
            return;
        }

        HashSet<string> loaded = LoadedFunctions(module, isLoaded: true);
        HashSet<string> others = LoadedFunctions(module, isLoaded: false);
        foreach (EmittedFunction function in EmittedFunctions.Read(file))
        {
            // A function that LLVM created has no row in the table.
            if (loaded.Contains(function.Name) || !others.Contains(function.Name))
            {
                CheckFunction(module, function);
            }
        }

        if (loaded.Count > 0 && file.Sections.Any(section => section.Size > 0 && IsGlobalData(section.Name)))
        {
            MinimumKernel.Need(module, FeatureVersions.Find(FeatureArea.Code, FeatureVersions.Globals), null);
        }
    }

    private static bool IsGlobalData(string section) => section.Split('.') is ["", "rodata" or "data" or "bss", ..];

    private static HashSet<string> LoadedFunctions(ObjectModule module, bool isLoaded)
    {
        HashSet<FunctionInfo> seen = [];
        Stack<FunctionInfo> pending = new(module.Functions.Programs.Where(program => program.Program!.IsLoaded == isLoaded));
        while (pending.TryPop(out FunctionInfo? function))
        {
            if (seen.Add(function))
            {
                foreach (FunctionInfo callee in function.Callees.Keys)
                {
                    pending.Push(callee);
                }
            }
        }

        return [.. seen.Select(function => function.Name)];
    }

    private static void CheckFunction(ObjectModule module, EmittedFunction function)
    {
        int count = function.Code.Length / InstructionSize;
        int localCall = -1;
        bool hasTailCall = false;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> instruction = At(function, i);
            int immediate = BinaryPrimitives.ReadInt32LittleEndian(instruction[4..]);
            switch (instruction[0])
            {
                case WideLoad:
                    i++;
                    break;
                case Atomic32 or Atomic64 when immediate != 0: // BPF_ADD
                    Need(module, FeatureVersions.Atomic, function, i);
                    break;
                case Call when instruction[1] >> 4 == 1: // BPF_PSEUDO_CALL
                    localCall = localCall < 0 ? i : localCall;
                    break;
                case Call when instruction[1] >> 4 == 0 && immediate == HelperNumbers.TailCall:
                    hasTailCall = true;
                    break;
            }
        }

        if (localCall >= 0)
        {
            Need(module, hasTailCall ? FeatureVersions.TailCallWithFunctions : FeatureVersions.LocalCall, function, localCall);
        }

        if (count > MaximumSize)
        {
            Need(module, FeatureVersions.LargeProgram, function, 0);
        }

        foreach (int jump in BackEdges(function, count))
        {
            Need(module, FeatureVersions.Loop, function, jump);
        }
    }

    // As check_cfg does (kernel/bpf/verifier.c): a jump to an instruction on the current path. LLVM also places blocks backward without a loop.
    private static List<int> BackEdges(EmittedFunction function, int count)
    {
        List<int> found = [];
        byte[] state = new byte[count]; // 0: not visited, 1: on the current path, 2: done
        Stack<(int Instruction, int Next)> path = new();
        path.Push((0, 0));
        while (path.TryPop(out (int Instruction, int Next) step))
        {
            state[step.Instruction] = 1;
            int[] successors = Successors(function, step.Instruction);
            if (step.Next >= successors.Length)
            {
                state[step.Instruction] = 2;
                continue;
            }

            path.Push((step.Instruction, step.Next + 1));
            int target = successors[step.Next];
            if (target < 0 || target >= count)
            {
                continue;
            }

            if (state[target] == 1)
            {
                found.Add(step.Instruction);
            }
            else if (state[target] == 0)
            {
                path.Push((target, 0));
            }
        }

        return found;
    }

    private static int[] Successors(EmittedFunction function, int index)
    {
        ReadOnlySpan<byte> instruction = At(function, index);
        short offset = BinaryPrimitives.ReadInt16LittleEndian(instruction[2..]);
        return instruction[0] switch
        {
            WideLoad => [index + 2],
            Exit => [],
            Jump => [index + 1 + offset],
            LongJump => [index + 1 + BinaryPrimitives.ReadInt32LittleEndian(instruction[4..])],
            Call => [index + 1],
            var code when (code & 7) is 5 or 6 => [index + 1, index + 1 + offset], // BPF_JMP, BPF_JMP32
            _ => [index + 1],
        };
    }

    private static ReadOnlySpan<byte> At(EmittedFunction function, int index) => function.Code.AsSpan(index * InstructionSize, InstructionSize);

    private static void Need(ObjectModule module, string feature, EmittedFunction function, int instruction)
    {
        SourceLocation? place = function.PlaceOf(instruction);
        MinimumKernel.Need(module, FeatureVersions.Find(FeatureArea.Code, feature), place is { } line ? module.Debug.WithPath(line) : null);
    }
}

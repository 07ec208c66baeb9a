namespace Bpf.Objects.Verifier.Reasons;

/// <summary>Loops, exits, the size and the form of a program.</summary>
internal static class FlowReasons
{
    public static readonly RefusalReason[] All =
    [
        new("infinite loop detected at insn *", "A loop may run forever: nothing that its condition tests changes in a way the verifier can follow.",
            "Give the loop a constant limit, and change its counter in every round.")
        {
            Class = RefusalClass.Loop,
            InCSharp = "Use for (int i = 0; i < constant; i++), with break where it can end earlier, or BpfHelpers.Loop.",
        },
        new("BPF program is too large. Processed * insn",
            "The verifier gave up after {0} instructions: there are too many paths through the program, usually because of a loop with branches in it.",
            "Reduce the rounds of the loop, move its body into a global function, or let a helper run the loop.")
        {
            Class = RefusalClass.Complexity,
            InCSharp = "Use BpfHelpers.Loop for the loop (its body is verified once), or move the body into a method with [BpfGlobalFunc].",
        },
        new("The sequence of * jumps is too complex", "More than {0} branches are open at the same time.", "Split the program into functions, or simplify its conditions.")
        {
            Class = RefusalClass.Complexity,
            InCSharp = "Move parts into methods with [BpfGlobalFunc], which are verified on their own.",
        },
        new("bpf_loop iteration limit reached", "A loop of a helper has too many rounds for the verifier.", "Reduce the rounds.")
        {
            Class = RefusalClass.Complexity,
        },
        new("unreachable insn *", "A part of the program can never run.", "Remove it."),
        new("jump out of range from insn * to *", "A branch leads out of its function.", "Compile the program with a compiler for BPF."),
        new("last insn is not an exit or jmp", "The program runs past its end.", "Return a value at the end of the program."),
        new("subprogram can fall through", "A function runs past its end.", "Return a value at the end of the function."),
        new("the register R* has smin=* smax=* should have been in [*, *]", "The program may return {1} to {2}, but its kind allows only {3} to {4}.",
            "Return a value from that range.")
        {
            Class = RefusalClass.Result,
            InCSharp = "Return the verdict enum of the kind, or limit the number before returning it.",
        },
        new("At program exit the register R0 has unknown scalar value should have been in *",
            "The program may return any number, but its kind allows only {0}.", "Return constants from every path.")
        {
            Class = RefusalClass.Result,
            InCSharp = "Return the verdict enum of the kind, or limit the number before returning it.",
        },
        new("At program exit the register R0 has * should have been in *", "The program may return {0}, but its kind allows only {1}.", "Return a value from that range.")
        {
            Class = RefusalClass.Result,
            InCSharp = "Return the verdict enum of the kind.",
        },
        new("the register R* has * should have been in [*, *]", "The program may return another number than its kind allows: {2} to {3}.", "Return a value from that range.")
        {
            Class = RefusalClass.Result,
            InCSharp = "Return the verdict enum of the kind, or limit the number before returning it.",
        },
        new("should have been in *", "The program may return a number that its kind does not allow ({0}).", "Return a value from that range.")
        {
            Class = RefusalClass.Result,
            InCSharp = "Return the verdict enum of the kind.",
        },
        new("At program exit the register R* is not a known value (*)", "The program returns an address.", "Return a number.") { Class = RefusalClass.Result },
        new("At subprogram exit the register R0 is not a scalar value (*)", "A function returns an address where a number is expected.", "Return a number.")
        {
            Class = RefusalClass.Result,
        },
        new("R0 leaks addr as return value", "The program returns an address.", "Return a number.") { Class = RefusalClass.Result },
        new("R* leaks addr as return value", "The program returns an address.", "Return a number.") { Class = RefusalClass.Result },
        new("too many subprograms", "The program has more functions than the kernel allows.", "Inline some of them.") { Class = RefusalClass.Complexity },
        new("call to invalid destination", "A call leads out of the program.", "Compile the program with a compiler for BPF."),
        new("unknown opcode *", "The kernel does not know an instruction of the program.", "Compile for the instructions of an older kernel.")
        {
            InCSharp = "Set BpfMinKernel of the project to the oldest kernel that the program has to run on.",
        },
        new("uses reserved fields", "The kernel does not know an instruction of the program, or a form of it.", "Compile for the instructions of an older kernel.")
        {
            InCSharp = "Set BpfMinKernel of the project to the oldest kernel that the program has to run on.",
        },
        new("invalid bpf_ld_imm64 insn", "An instruction with a 64-bit number is not complete.", "Compile the program with a compiler for BPF."),
        new("unrecognized bpf_ld_imm64 insn", "The kernel does not know this kind of address in an instruction.", "Use a newer kernel."),
        new("BPF_ATOMIC stores into R* * is not allowed", "Memory of the kind '{1}' cannot be changed by atomic operations.", "Change memory of a map or of a variable.")
        {
            Class = RefusalClass.Memory,
            InCSharp = "Use Interlocked on static fields and on values of maps only.",
        },
        new("BPF_XADD stores into R* * is not allowed", "Memory of the kind '{1}' cannot be changed by atomic operations.", "Change memory of a map or of a variable.")
        {
            Class = RefusalClass.Memory,
            InCSharp = "Use Interlocked on static fields and on values of maps only.",
        },
        new("number of funcs in func_info doesn't match number of subprogs", "The type information does not fit the functions of the program.",
            "On kernels before 5.17 this happens with callbacks of helpers that the kernel does not have: use a plain loop there.")
        {
            Class = RefusalClass.Unavailable,
            InCSharp = "BpfHelpers.Loop needs Linux 5.17, ForEach 5.13: use a for loop with a constant limit on older kernels.",
        },
        new("fd * is not pointing to valid bpf_map", "An instruction refers to a map that does not exist.", "Load the object with its maps."),
        new("no direct value access support for this map type", "Values of this type of map have no constant address.", "Look the value up."),
        new("addr_space_cast insn can only be used in a program that has an associated arena", "The program uses arena pointers but has no arena.", "Declare an arena.")
        {
            InCSharp = "Declare a [BpfMap] field of type BpfArena in the object.",
        },
        new("Only one arena per program", "The program uses two arenas.", "Use one."),
        new("JIT is required to use arena", "Arenas need the JIT compiler.", "Set net.core.bpf_jit_enable to 1."),
        new("JIT doesn't support arena", "The JIT compiler of this machine does not support arenas.", "Use another map."),
        new("function calls to other bpf functions are allowed for CAP_BPF and CAP_SYS_ADMIN", "Programs with functions need CAP_BPF.", "Load the program with CAP_BPF.")
        {
            Class = RefusalClass.Privilege,
        },
    ];
}

namespace Bpf.Objects.Verifier.Reasons;

/// <summary>Calls of helpers, of functions of the kernel, and of the program's own functions.</summary>
internal static class CallReasons
{
    public static readonly RefusalReason[] All =
    [
        new("unknown func *", "Programs of this kind cannot call the helper {0}, or this kernel does not have it.",
            "Use another helper, or another kind of program.") { Class = RefusalClass.Unavailable },
        new("program of this type cannot use helper *", "Programs of this kind cannot call the helper {0}.", "Use another helper, or another kind of program.")
        {
            Class = RefusalClass.Unavailable,
        },
        new("invalid func *", "This kernel does not have the helper {0}.", "Use a newer kernel, or test for the helper before.")
        {
            Class = RefusalClass.Unavailable,
        },
        new("helper call is not allowed in probe", "Programs at this place cannot call this helper.", "Use another helper, or another place.")
        {
            Class = RefusalClass.Unavailable,
        },
        new("func *#* supported only for fentry/fexit/fsession/fmod_ret programs", "The helper {0} works in programs at the beginning and end of kernel functions only.",
            "Use such a program.") { Class = RefusalClass.Unavailable },
        new("func *#* not supported for program type *", "The helper {0} does not work in programs of this kind.", "Use another kind of program.")
        {
            Class = RefusalClass.Unavailable,
        },
        new("cannot call GPL-restricted function from non-GPL compatible program",
            "The helper may only be called by programs with a license that is compatible with the GPL.", "Declare such a license, or use another helper.")
        {
            Class = RefusalClass.License,
            InCSharp = "Write [BpfObject(License = \"GPL\")] if that is the license of your program.",
        },
        new("cannot call kernel function from non-GPL compatible program",
            "Functions of the kernel may only be called by programs with a license that is compatible with the GPL.", "Declare such a license.")
        {
            Class = RefusalClass.License,
            InCSharp = "Write [BpfObject(License = \"GPL\")] if that is the license of your program.",
        },
        new("Cannot access kernel 'struct *' from non-GPL compatible program",
            "The kernel's structs may only be read by programs with a license that is compatible with the GPL.", "Declare such a license.")
        {
            Class = RefusalClass.License,
            InCSharp = "Write [BpfObject(License = \"GPL\")] if that is the license of your program.",
        },
        new("calling kernel function * is not allowed", "Programs of this kind cannot call the kernel's function {0}.", "Use another kind of program.")
        {
            Class = RefusalClass.Unavailable,
        },
        new("invalid kernel function btf_id", "The kernel does not have the function for programs.", "Declare it as one that may be missing, and test for it.")
        {
            Class = RefusalClass.Unavailable,
        },
        new("cannot pass map_type * into func *#*", "The helper {1} does not work with maps of this type.", "Use the operation of the map's own type."),
        new("R* type=scalar expected=ringbuf_mem", "A record of a ring buffer is submitted or discarded that is not reserved, or no longer is.",
            "Submit or discard each record once.")
        {
            Class = RefusalClass.Reference,
            InCSharp = "Submit or discard each record once, where TryReserve has returned true, and do not use it afterward.",
        },
        new("R* type=inv expected=alloc_mem", "A record of a ring buffer is submitted or discarded that is not reserved, or no longer is.",
            "Submit or discard each record once.")
        {
            Class = RefusalClass.Reference,
            InCSharp = "Submit or discard each record once, where TryReserve has returned true, and do not use it afterward.",
        },
        new("R* type=scalar expected=alloc_mem", "A record of a ring buffer is submitted or discarded that is not reserved, or no longer is.",
            "Submit or discard each record once.")
        {
            Class = RefusalClass.Reference,
            InCSharp = "Submit or discard each record once, where TryReserve has returned true, and do not use it afterward.",
        },
        new("kernel subsystem misconfigured verifier", "A call gets a map or an argument of a kind that it does not take.",
            "Pass what the call is for: a program array for a tail call."),
        new("R* type=*_or_null expected=*", "A pointer that may be null is passed to a helper.", "Compare it with null first.")
        {
            Class = RefusalClass.Null,
            InCSharp = "Test it before the call: use records, references and pointers only where the call that returns them has succeeded.",
        },
        new("R* type=fp expected=map_value", "A helper gets {actual} where it expects {expected}.",
            "Pass the address of a member in a map's value.")
        {
            InCSharp = "Make it a member of a map's value, such as of a BpfArray with MaxEntries = 1; a lock or timer in a local belongs to one run only.",
        },
        new("R* type=scalar expected=ptr_", "A helper gets {actual} where it expects {expected}.",
            "Pass a pointer that the verifier knows: an argument of the program, or the result of a helper that returns one.")
        {
            InCSharp = "Pass a pointer that the verifier knows: BpfHelpers.GetCurrentTaskBtf() instead of GetCurrentTask(), or a parameter of the program.",
        },
        new("R* type=inv expected=ptr_", "A helper gets {actual} where it expects {expected}.",
            "Pass a pointer that the verifier knows: an argument of the program, or the result of a helper that returns one.")
        {
            InCSharp = "Pass a pointer that the verifier knows: BpfHelpers.GetCurrentTaskBtf() instead of GetCurrentTask(), or a parameter of the program.",
        },
        new("R* type=* expected=fp", "A helper gets {actual} where it expects {expected}.", "Copy the bytes to the stack and pass that.")
        {
            InCSharp = "Copy the bytes into a local or a stackalloc buffer and pass that.",
        },
        new("R* type=* expected=*", "A helper gets {actual} where it expects {expected}.", "Pass what the helper expects."),
        new("Possibly NULL pointer passed to helper *", "A pointer that may be null is passed to a helper.", "Compare it with null first.")
        {
            Class = RefusalClass.Null,
        },
        new("Possibly NULL pointer passed to trusted *", "A pointer that may be null is passed to a function of the kernel.", "Compare it with null first.")
        {
            Class = RefusalClass.Null,
            InCSharp = "Test it before the call: if (pointer != null) ….",
        },
        new("R* is of type * but * is expected", "A pointer to the kernel's struct {1} is passed where {2} is expected.", "Pass a pointer to the right struct."),
        new("kernel function * * expected pointer to * * but * has a pointer to * *",
            "The kernel's function {0} gets a pointer to {6} where it expects one to {3}.", "Pass a pointer to the right struct."),
        new("expected pointer to ctx, but got *", "The function of the kernel expects the context of the program.", "Pass the context parameter itself."),
        new("R* leaks addr into helper function", "Without CAP_PERFMON, a pointer cannot be passed to this helper.", "Load the program with CAP_PERFMON.")
        {
            Class = RefusalClass.Privilege,
        },
        new("R* is not a known constant'", "The argument must be a constant.", "Pass a constant."),
        new("R* is not a constant address'", "The argument must be a constant text.", "Pass a constant text."),
        new("must be a known constant", "The argument must be a constant.", "Pass a constant."),
        new("R* is not a const", "The argument must be a constant.", "Pass a constant."),
        new("R* is not a scalar", "The argument must be a number.", "Pass a number."),
        new("doesn't point to a const string", "The argument must be a constant text.", "Pass a constant text.")
        {
            InCSharp = "Pass a UTF-8 literal, \"text\"u8.",
        },
        new("R* does not point to a readonly map'", "The text must be in read-only memory.", "Use a constant text.")
        {
            InCSharp = "Pass a UTF-8 literal, \"text\"u8.",
        },
        new("Invalid format string", "The format of a printed line has something that the kernel does not print.", "Use plain numbers and texts."),
        new("may write into memory pointed by *", "A helper would write into memory that is read-only.", "Pass memory that can be written.")
        {
            Class = RefusalClass.ReadOnly,
        },
        new("helper call might sleep in a non-sleepable prog", "A helper that may sleep is called by a program that may not.",
            "Make the program sleepable, or use another helper.")
        {
            Class = RefusalClass.Sleep,
            InCSharp = "Set Sleepable = true in the attribute of the program, if its kind has that.",
        },
        new("sleepable helper *#* in non-sleepable prog", "The helper {0} may sleep, and the program may not.", "Make the program sleepable, or use another helper.")
        {
            Class = RefusalClass.Sleep,
            InCSharp = "Set Sleepable = true in the attribute of the program, if its kind has that.",
        },
        new("sleepable helper * in *", "A helper that may sleep is called in {1}.", "Move the call out of it.") { Class = RefusalClass.Sleep },
        new("sleepable helper *", "A helper that may sleep is called by a program that may not.", "Make the program sleepable, or use another helper.")
        {
            Class = RefusalClass.Sleep,
            InCSharp = "Set Sleepable = true in the attribute of the program, if its kind has that.",
        },
        new("sleepable kfunc *", "A function of the kernel that may sleep is called by a program that may not.", "Make the program sleepable.")
        {
            Class = RefusalClass.Sleep,
            InCSharp = "Set Sleepable = true in the attribute of the program, if its kind has that.",
        },
        new("program must be sleepable to call sleepable kfunc *", "The function {0} may sleep, and the program may not.", "Make the program sleepable.")
        {
            Class = RefusalClass.Sleep,
            InCSharp = "Set Sleepable = true in the attribute of the program, if its kind has that.",
        },
        new("kernel func * requires RCU critical section protection", "The function {0} walks objects that may vanish unless RCU is locked, which it is not here.",
            "Call it between bpf_rcu_read_lock and bpf_rcu_read_unlock.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Put the loop into using (KernelScope.Rcu()) { … }.",
        },
        new("pointer type * * must point to *", "A function of the kernel gets another value than the pointer to a {1} that it expects.",
            "Pass the pointer itself: one that a call returned, that was compared with null, and that is not released yet."),
        new("kernel func * is sleepable within rcu_read_lock region", "The function {0} may sleep, which is not possible while RCU is locked.",
            "Call bpf_rcu_read_unlock before.") { Class = RefusalClass.Sleep },
        new("Sleepable programs can only use array, hash, ringbuf and local storage maps", "Sleepable programs cannot use a map of this type on this kernel.",
            "Use another map, or a program that does not sleep.") { Class = RefusalClass.Sleep },
        new("destructive kfunc *", "The function {0} can stop the machine and needs CAP_SYS_BOOT.", "Load the program with CAP_SYS_BOOT.")
        {
            Class = RefusalClass.Privilege,
        },
        new("tail_call abusing map_ptr", "The program array of a tail call depends on the path.", "Use the map itself in the call.")
        {
            Class = RefusalClass.Form,
        },
        new("expected prog array map for tail call", "A tail call needs a map of programs.", "Use a map of programs."),
        new("tail_call is not allowed in subprogs without BTF", "A tail call is in a function without type information.", "Compile with type information.")
        {
            Class = RefusalClass.Form,
        },
        new("tail_calls are not allowed in non-JITed programs with bpf-to-bpf calls", "Tail calls and functions together need the JIT compiler.",
            "Set net.core.bpf_jit_enable to 1.") { Class = RefusalClass.Form },
        new("mixing of tail_calls and bpf-to-bpf calls is not supported", "This kernel does not support tail calls in a program with functions.",
            "Inline the functions, or use a newer kernel.")
        {
            Class = RefusalClass.Form,
            InCSharp = "Mark the methods with [MethodImpl(MethodImplOptions.AggressiveInlining)].",
        },
        new("cannot tail call within callback", "A callback cannot make a tail call.", "Make it after the loop.") { Class = RefusalClass.Form },
        new("Caller passes invalid args into func#*", "A global function gets an argument that it was not verified for.", "Pass what its parameters say.")
        {
            InCSharp = "Methods with [BpfGlobalFunc] take numbers, the context, and references to structs, which may be null.",
        },
        new("Global function * doesn't return scalar", "A global function must return a number.", "Return a number."),
        new("Global function *() doesn't return scalar", "A global function must return a number.", "Return a number."),
        new("Function * has * > * args", "The function {0} has {1} parameters; {2} are possible.", "Pass several of them in a struct."),
        new("recursive call from *() to *()", "The functions {0} and {1} call each other without end.", "Use a loop.") { Class = RefusalClass.Loop },
        new("back-edge from insn * to *", "The program has a loop or a recursion, which this kernel does not allow here.", "Use a loop with a constant number of rounds.")
        {
            Class = RefusalClass.Loop,
            InCSharp = "Use a for loop with a constant limit, or BpfHelpers.Loop.",
        },
        new("cannot update sockmap in this context", "Programs of this kind cannot change maps of sockets.", "Change them from another kind of program, or from the host.")
        {
            Class = RefusalClass.Unavailable,
        },
        new("get_local_storage() doesn't support non-zero flags", "The flags of the call must be 0.", "Pass 0."),
        new("only one cgroup storage of each type is allowed", "A program can use one storage for cgroups only.", "Use one."),
        new("callback function not allowed for map", "This map does not support callbacks.", "Use a loop over the keys."),
        new("expected pointer to func", "A callback must be a function of the program.", "Pass a static function."),
        new("callback function not static", "A callback must be a static function.", "Make it static."),
        new("cannot get callchain buffer for func", "The kernel has no memory left for stack traces.", "Try again, or lower kernel.perf_event_max_stack."),
    ];
}

namespace Bpf.Objects.Verifier.Reasons;

/// <summary>Acquired references, locks, and regions.</summary>
internal static class ReferenceReasons
{
    public static readonly RefusalReason[] All =
    [
        new("Unreleased reference id=* alloc_insn=*",
            "The object that is acquired or reserved at {place:1} is not released on this path.",
            "Release it on every path, also before an early return.")
        {
            InCSharp = "Submit or discard a reserved record, and release an acquired object, on every path that ends the program.",
        },
        new("Leaking reference id=* alloc_insn=*", "The object that is acquired at {place:1} would be lost here.", "Release it first."),
        new("tail_call would lead to reference leak", "The program calls another by tail call while it holds an acquired object.", "Release it before the call."),
        new("* would lead to reference leak", "This ends the program while it holds an acquired object.", "Release it first."),
        new("reference has not been acquired before", "An object is released that this path has not acquired, or has released already.",
            "Release it once, on the path that acquired it.")
        {
            InCSharp = "Submit or discard each record once; do not use it afterward.",
        },
        new("release * expects referenced PTR_TO_BTF_ID", "An object is released that this program does not own.", "Release only what was acquired."),
        new("must be referenced when passed to release function", "An object is released that this program does not own.", "Release only what was acquired."),
        new("arg * is an unacquired reference", "Something is released that this program did not reserve, or has released already.", "Release each once."),
        new("must have zero offset when passed to release func", "An object is released by the address of one of its members.", "Pass the pointer that was acquired."),
        new("must be referenced or trusted", "The function of the kernel needs an object that cannot vanish during the call, and this pointer was only read from memory.",
            "Acquire the object first, or take the pointer from the arguments of the program.")
        {
            Class = RefusalClass.Argument,
            InCSharp = "Acquire it, for instance with KernelFunctions.bpf_task_acquire inside using (KernelScope.Rcu()), or use the program's own parameter.",
        },
        new("must be a rcu pointer", "The function of the kernel needs a pointer that RCU protects.", "Call it between bpf_rcu_read_lock and bpf_rcu_read_unlock.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Put it into using (KernelScope.Rcu()) { … }.",
        },
        new("expected an RCU CS when using *", "{0} can only be used while RCU is locked.", "Call it between bpf_rcu_read_lock and bpf_rcu_read_unlock.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Put it into using (KernelScope.Rcu()) { … }.",
        },
        new("bpf_spin_unlock is missing", "A path ends the program with a lock held.", "Release the lock on every path.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Use using (value.Lock.EnterScope()) { … }, which releases the lock on every path.",
        },
        new("function calls are not allowed while holding a lock", "A function is called while a lock is held.", "Call it before or after.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Call it before the EnterScope block and use its result there. A method that itself calls nothing can be inlined: AggressiveInlining.",
        },
        new("Locking two bpf_spin_locks are not allowed", "A second lock is taken while one is held.", "Release the first one before.")
        {
            Class = RefusalClass.Lock,
        },
        new("bpf_spin_unlock without taking a lock", "A lock is released that is not held on this path.", "Release it once.") { Class = RefusalClass.Lock },
        new("bpf_spin_unlock of different lock", "Another lock is released than the one that is held.", "Release the lock of the same value.")
        {
            Class = RefusalClass.Lock,
        },
        new("_unlock without taking a lock", "A lock is released that is not held on this path.", "Release it once.") { Class = RefusalClass.Lock },
        new("_unlock of different lock", "Another lock is released than the one that is held.", "Release the lock of the same value.")
        {
            Class = RefusalClass.Lock,
        },
        new("_unlock cannot be out of order", "Locks are released in another order than that of taking them.", "Release the last one first.")
        {
            Class = RefusalClass.Lock,
        },
        new("Acquiring the same lock again, AA deadlock detected", "A lock is taken that is held already.", "Take it once.") { Class = RefusalClass.Lock },
        new("BPF_EXIT instruction in * cannot be used inside bpf_spin_lock-ed region", "A path ends the program with a lock held.", "Release the lock on every path.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Use using (value.Lock.EnterScope()) { … }, which releases the lock on every path.",
        },
        new("BPF_EXIT instruction in * cannot be used inside bpf_rcu_read_lock-ed region", "A path ends the program while RCU is locked.",
            "Call bpf_rcu_read_unlock on every path.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Use using (KernelScope.Rcu()) { … }, which unlocks on every path.",
        },
        new("BPF_EXIT instruction in * cannot be used inside bpf_preempt_disable-ed region", "A path ends the program while preemption is off.",
            "Call bpf_preempt_enable on every path.") { Class = RefusalClass.Lock },
        new("BPF_EXIT instruction in * cannot be used inside bpf_local_irq_save-ed region", "A path ends the program while interrupts are off.",
            "Restore the interrupts on every path.") { Class = RefusalClass.Lock },
        new("cannot be used inside bpf_spin_lock-ed region", "This is not possible while a lock is held.", "Release the lock before.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Move it out of the EnterScope block.",
        },
        new("cannot be used inside bpf_rcu_read_lock-ed region", "This is not possible while RCU is locked.", "Call bpf_rcu_read_unlock before.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Move it out of the block of using (KernelScope.Rcu()).",
        },
        new("cannot be used inside bpf_preempt_disable-ed region", "This is not possible while preemption is off.", "Call bpf_preempt_enable before.")
        {
            Class = RefusalClass.Lock,
        },
        new("cannot be used inside bpf_local_irq_save-ed region", "This is not possible while interrupts are off.", "Restore the interrupts before.")
        {
            Class = RefusalClass.Lock,
        },
        new("bpf_rcu_read_unlock is missing", "A path ends the program while RCU is locked.", "Call bpf_rcu_read_unlock on every path.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Use using (KernelScope.Rcu()) { … }, which unlocks on every path.",
        },
        new("unmatched rcu read unlock", "RCU is unlocked although it was not locked on this path.", "Lock and unlock in pairs.") { Class = RefusalClass.Lock },
        new("nested rcu read lock", "RCU is locked a second time.", "Lock it once.") { Class = RefusalClass.Lock },
        new("unmatched attempt to enable preemption", "Preemption is turned on although it was not off on this path.", "Turn it off and on in pairs.")
        {
            Class = RefusalClass.Lock,
        },
        new("bpf_spin_lock cannot be accessed directly by load/store", "The bytes of a lock are read or written, often because a whole value is copied.",
            "Access the other members one by one.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Copy the members that you need, not the struct that contains the BpfSpinLock.",
        },
        new("off * doesn't point to 'struct bpf_spin_lock'", "The address that is locked is not that of the lock in the value.",
            "Pass the address of the lock itself.") { Class = RefusalClass.Lock },
        new("off * doesn't point to 'struct *' that is at *", "The address is not that of the {1}, which is at offset {2} of the value.", "Pass the address of the member itself.")
        {
            Class = RefusalClass.Object,
        },
        new("bpf_timer cannot be accessed directly by load/store", "The bytes of a timer are read or written, often because a whole value is copied.",
            "Access the other members one by one.")
        {
            Class = RefusalClass.Object,
            InCSharp = "Copy the members that you need, not the struct that contains the BpfTimer.",
        },
        new("cannot be accessed directly by load/store", "Bytes that belong to the kernel are read or written, often because a whole value is copied.",
            "Access the other members one by one.") { Class = RefusalClass.Object },
        new("bpf_spin_lock has to be at the constant offset", "The lock is a member of an element at a variable index.", "Put the lock next to the array.")
        {
            Class = RefusalClass.Object,
        },
        new("doesn't have constant offset. * has to be at the constant offset", "The {0} is a member of an element at a variable index.", "Put it next to the array.")
        {
            Class = RefusalClass.Object,
        },
        new("has to have BTF in order to use *", "The map has no type information, which {0} needs.", "Compile with type information for the value.")
        {
            Class = RefusalClass.Object,
        },
        new("doesn't have 'struct bpf_spin_lock'", "The value of the map has no lock.", "Add one to the value.") { Class = RefusalClass.Lock },
        new("has more than one 'struct bpf_spin_lock'", "The value of the map has two locks.", "Keep one.") { Class = RefusalClass.Lock },
        new("tracing progs cannot use bpf_spin_lock yet", "Programs for tracing cannot use locks.", "Use atomic operations.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Use Interlocked, or a per-CPU map.",
        },
        new("socket filter progs cannot use bpf_spin_lock yet", "Socket filters cannot use locks.", "Use atomic operations.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Use Interlocked, or a per-CPU map.",
        },
        new("tracing progs cannot use bpf_timer yet", "Programs for tracing cannot use timers.", "Start the timer from a program of another kind.")
        {
            Class = RefusalClass.Object,
            InCSharp = "Start the timer from a [SyscallProgram] that the host runs.",
        },
        new("tracing progs cannot use bpf_{list_head,rb_root} yet", "Programs for tracing cannot use lists and trees.", "Use a map.")
        {
            Class = RefusalClass.Object,
        },
    ];
}

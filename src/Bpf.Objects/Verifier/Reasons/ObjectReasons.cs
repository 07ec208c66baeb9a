namespace Bpf.Objects.Verifier.Reasons;

/// <summary>Objects that programs own: dynptrs, iterators, pointers in maps, lists and trees.</summary>
internal static class ObjectReasons
{
    public static readonly RefusalReason[] All =
    [
        new("Expected an initialized dynptr as *", "A dynptr is used that was not set up, or is used up.", "Set it up on every path before it is used.")
        {
            InCSharp = "Use the BpfDynptr only where the call that sets it up has returned true, and not after Submit or Discard.",
        },
        new("Dynptr has to be an uninitialized dynptr", "A dynptr is set up a second time.", "Use a second variable."),
        new("Expected a dynptr of type * as *", "A dynptr of another kind is needed: {0}.", "Pass a dynptr of that kind."),
        new("cannot overwrite referenced dynptr", "A dynptr that holds reserved memory is overwritten.", "Submit or discard it first."),
        new("CONST_PTR_TO_DYNPTR cannot be released", "A dynptr is released that belongs to the caller.", "Do not release it."),
        new("expected pointer to stack or const struct bpf_dynptr", "A dynptr must be a local variable.", "Keep it in a local variable."),
        new("cannot pass in dynptr at an offset", "A dynptr is passed by an address inside it.", "Pass the variable itself."),
        new("dynptr has to be at a constant offset", "A dynptr is passed by a variable address.", "Pass the variable itself."),
        new("potential write to dynptr at off=*", "A store may overwrite a dynptr.", "Check the index of the buffer next to it."),
        new("expected uninitialized iter_* as *", "An iterator is started a second time.", "Destroy it first."),
        new("expected an initialized iter_* as *", "An iterator is used that was not started, or was destroyed.", "Start it on every path before."),
        new("expected valid iter pointer as *", "An iterator of another kind is passed.", "Pass the right iterator."),
        new("expected pointer to an iterator on stack", "An iterator must be a local variable.", "Keep it in a local variable."),
        new("css_task_iter is only allowed in *", "Programs of this kind cannot walk the tasks of a cgroup: {0}.", "Use one of these kinds."),
        new("R* has no valid kptr", "The member does not hold pointers to kernel objects.", "Exchange a member that does."),
        new("off=* doesn't point to kptr", "The member at offset {0} does not hold a pointer to a kernel object.", "Exchange a member that does."),
        new("off=* kptr isn't referenced kptr", "The pointer at offset {0} is not one that owns its object.", "Declare it as one that does."),
        new("store to referenced kptr disallowed", "A pointer that owns an object is overwritten.", "Exchange it instead, and release the old one.")
        {
            InCSharp = "Use the exchange operation of the member, and release what comes back.",
        },
        new("kptr access cannot have variable offset", "A pointer in a map is accessed at a variable index.", "Access it at a constant one."),
        new("kptr access size must be BPF_DW", "A part of a pointer in a map is accessed.", "Access it as a whole."),
        new("kptr cannot be accessed indirectly by helper", "A value with pointers to kernel objects is passed to a helper.", "Pass the other members one by one."),
        new("kptr in map can only be accessed using BPF_LDX/BPF_STX/BPF_ST", "A pointer in a map is changed by an atomic operation.", "Exchange it."),
        new("invalid kptr access, R* type=* expected=*", "A pointer of another type is stored: {1} where {2} is expected.", "Store a pointer of the declared type."),
        new("expected for bpf_obj_drop()", "An object is dropped that the program did not allocate.", "Drop what was allocated."),
        new("expected pointer to allocated object", "The function needs an object that the program allocated.", "Pass such an object."),
        new("allocated object must be referenced", "The program does not own the object any more.", "Use it before it is given away."),
        new("bpf_spin_lock at off=* must be held for *", "{1} is used without its lock.", "Take the lock in the same value before.")
        {
            Class = RefusalClass.Lock,
            InCSharp = "Use it inside using (value.Lock.EnterScope()) { … } of the value that holds it.",
        },
        new("held lock and object are not in the same allocation", "The lock that is held belongs to another value.", "Take the lock in the same value.")
        {
            Class = RefusalClass.Lock,
        },
        new("operation on * expects arg#1 * at offset=*", "The node does not belong to this {0}.", "Use the node that it was declared with."),
        new("can only take non-owning or refcounted bpf_rb_node pointer", "The node is not in the tree.", "Pass a node that was found in the tree."),
        new("not allowed in rbtree cb", "The comparison of a tree calls a function.", "Compare members only."),
        new("doesn't point to a type with bpf_refcount field", "The object has no reference count.", "Add one to its type."),
        new("is neither owning or non-owning ref", "The pointer does not refer to an object of the program.", "Pass one that does."),
        new("expected an initialized irq flag as *", "Interrupts are restored that were not saved on this path.", "Save and restore in pairs.")
        {
            Class = RefusalClass.Lock,
        },
        new("expected uninitialized irq flag as *", "The state of interrupts is saved twice in one variable.", "Use a second variable.")
        {
            Class = RefusalClass.Lock,
        },
        new("cannot restore irq state out of order", "States of interrupts are restored in another order than that of saving them.", "Restore the last one first.")
        {
            Class = RefusalClass.Lock,
        },
    ];
}

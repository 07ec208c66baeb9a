namespace Bpf.Objects.Verifier.Reasons;

/// <summary>Packets and contexts.</summary>
internal static class PacketReasons
{
    public static readonly RefusalReason[] All =
    [
        new("invalid access to packet, off=* size=*, *r=0)",
            "The packet is accessed at offset {0} (size {1}) without a check that it is that long, or after a call that may have moved it.",
            "Compare the address behind the last byte with data_end right before the access, and again after each helper that changes the packet.")
        {
            InCSharp = "Read with packet.TryRead(out …) or context.TryGetRef(offset, out BpfRef<T> …), and once more after a call that changes the packet.",
        },
        new("invalid access to packet, off=* size=*",
            "The packet is accessed at offset {0} (size {1}), but the checks before the access cover fewer bytes.",
            "Compare the address behind the last byte with data_end right before the access.")
        {
            InCSharp = "Ask for the whole struct: context.TryGetRef(offset, out BpfRef<T> …) checks all its bytes.",
        },
        new("R* offset is outside of the packet", "The offset in the packet may be larger than the verifier allows (65,535).",
            "Limit the offset, for instance with a mask, before it is added to the packet pointer."),
        new("cannot write into packet", "Programs of this kind may not write to the packet.", "Only read it.") { Class = RefusalClass.ReadOnly },
        new("helper access to the packet is not allowed", "This helper does not take memory of a packet.", "Copy the bytes to the stack first.")
        {
            InCSharp = "Copy the value into a local and pass that.",
        },
        new("is a packet pointer, but func#* may change packet data", "A reference into the packet is passed to a function that may move the packet.",
            "Pass the offset instead, and read again inside."),
        new("invalid bpf_context access off=* size=*. Reference may already be released",
            "A member of the context is used after the object it refers to was released.", "Use it before the release.") { Class = RefusalClass.Context },
        new("invalid bpf_context access off=* size=*",
            "Programs of this kind at this hook may not access the member at offset {0} of the context in this way.",
            "Check which members the hook has, and whether they can be written.")
        {
            Class = RefusalClass.Context,
            InCSharp = "docs/program-kinds.md names the context of each kind; its members say where they can be read and written.",
        },
        new("dereference of modified * ptr R* off=* disallowed",
            "The context is accessed through an address that has an offset added, or came out of a choice between two.",
            "Use the context parameter itself, with constant offsets.")
        {
            Class = RefusalClass.Context,
            InCSharp = "Use the members of the context parameter directly, not through a reference, a copy or a pointer that was computed.",
        },
        new("variable * access var_off=* disallowed", "The pointer to the {0} is used with an offset that is not constant.", "Use constant offsets: a switch over the index, for example.")
        {
            Class = RefusalClass.Context,
        },
        new("negative offset * ptr R* off=* disallowed", "The pointer to the {0} is used with a negative offset.", "Use its members.")
        {
            Class = RefusalClass.Context,
        },
        new("invalid access to flow keys off=* size=*", "The access leaves the flow keys.", "Access only its members.") { Class = RefusalClass.Bounds },
        new("at the time of BPF_LD_ABS|IND R6 != pointer to skb", "An instruction for packets needs the context in R6.", "Compile the program with a newer compiler.")
        {
            Class = RefusalClass.Form,
        },
        new("BPF_LD_[ABS|IND] instructions not allowed for this program type", "Programs of this kind cannot use the old packet instructions.",
            "Read the packet with bpf_skb_load_bytes.") { Class = RefusalClass.Form },
    ];
}

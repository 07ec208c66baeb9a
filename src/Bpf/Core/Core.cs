namespace Bpf;

/// <summary>
/// Queries about the running kernel's types, resolved by the loader (CO-RE), and reads of kernel memory based on them. Arguments must be field
/// accesses through pointers to <see cref="KernelStructAttribute"/> types, written in place: <c>Core.Read(in task->RealParent->Tgid)</c>.
/// </summary>
public static unsafe class Core
{
    /// <summary>
    /// Reads a kernel field, following the pointers of the access with one <c>bpf_probe_read_kernel</c> (kernel 5.5) per pointer. The result is zero
    /// if a pointer cannot be read.
    /// </summary>
    /// <typeparam name="T">Type of the field.</typeparam>
    /// <param name="field">The access, for example <c>in task->RealParent->Tgid</c>.</param>
    /// <returns>The field's value.</returns>
    [BpfIntrinsic("core.read")]
    public static T Read<T>(in T field)
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Reads a kernel pointer field; see <see cref="Read{T}(in T)"/>.</summary>
    /// <typeparam name="T">Type the pointer points to.</typeparam>
    /// <param name="field">Address of the access, for example <c>&amp;task->RealParent</c>.</param>
    /// <returns>The pointer.</returns>
    [BpfIntrinsic("core.read")]
    public static T* ReadPointer<T>(T** field)
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Reads a kernel bit-field.</summary>
    /// <typeparam name="T">Integer type of the field, as wide as the result.</typeparam>
    /// <param name="field">The access; its <see cref="KernelFieldAttribute.Bits"/> must be set.</param>
    /// <returns>The value, sign-extended when the kernel's field is signed.</returns>
    [BpfIntrinsic("core.read-bits")]
    public static ulong ReadBits<T>(in T field)
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Returns whether the kernel's type has the field.</summary>
    /// <typeparam name="T">Type of the field.</typeparam>
    /// <param name="field">The access.</param>
    /// <returns>True when present.</returns>
    [BpfIntrinsic("core.field-exists")]
    public static bool FieldExists<T>(in T field)
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Returns the size of the field in the running kernel, in bytes.</summary>
    /// <typeparam name="T">Type of the field.</typeparam>
    /// <param name="field">The access.</param>
    /// <returns>The size.</returns>
    [BpfIntrinsic("core.field-size")]
    public static uint FieldSize<T>(in T field)
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Returns the offset of the field in the running kernel's struct, in bytes.</summary>
    /// <typeparam name="T">Type of the field.</typeparam>
    /// <param name="field">The access.</param>
    /// <returns>The offset.</returns>
    [BpfIntrinsic("core.field-offset")]
    public static uint FieldOffset<T>(in T field)
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Returns whether the kernel has the type.</summary>
    /// <typeparam name="T">A <see cref="KernelStructAttribute"/> or <see cref="KernelEnumAttribute"/> type.</typeparam>
    /// <returns>True when present.</returns>
    [BpfIntrinsic("core.type-exists")]
    public static bool TypeExists<T>()
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>
    /// Returns whether the kernel has an optional function (kernel 6.4 where it has): <c>if (Core.FunctionExists(Newer)) Newer(); else Older();</c>. The loader
    /// makes calls of a missing function invalid, which the verifier accepts only where they cannot be reached.
    /// </summary>
    /// <param name="function">A method with <see cref="BpfKfuncAttribute"/> and <see cref="BpfKfuncAttribute.Optional"/>, written in place.</param>
    /// <returns>True when present, with the declared parameters.</returns>
    [BpfIntrinsic("core.function-exists")]
    public static bool FunctionExists(Delegate function) => throw new BpfOnlyException();

    /// <summary>Returns whether the kernel's type has all declared fields with compatible types (strict type matching).</summary>
    /// <typeparam name="T">A <see cref="KernelStructAttribute"/> type.</typeparam>
    /// <returns>True when it matches.</returns>
    [BpfIntrinsic("core.type-matches")]
    public static bool TypeMatches<T>()
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Returns the size of the type in the running kernel in bytes, 0 when absent.</summary>
    /// <typeparam name="T">A <see cref="KernelStructAttribute"/> type.</typeparam>
    /// <returns>The size.</returns>
    [BpfIntrinsic("core.type-size")]
    public static uint TypeSize<T>()
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Returns the BTF id of the type in the running kernel, 0 when absent.</summary>
    /// <typeparam name="T">A <see cref="KernelStructAttribute"/> type.</typeparam>
    /// <returns>The id.</returns>
    [BpfIntrinsic("core.type-id-kernel")]
    public static uint TypeIdKernel<T>()
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Returns the BTF id of the type in the object itself, for kernel functions with a parameter such as <c>local_type_id__k</c>.</summary>
    /// <typeparam name="T">A struct of the program, or a <see cref="KernelStructAttribute"/> type.</typeparam>
    /// <returns>The id.</returns>
    [BpfIntrinsic("core.type-id-local")]
    public static uint TypeIdLocal<T>()
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Returns whether the kernel's enum has the enumerator.</summary>
    /// <typeparam name="T">A <see cref="KernelEnumAttribute"/> type.</typeparam>
    /// <param name="value">The enumerator, a constant.</param>
    /// <returns>True when present.</returns>
    [BpfIntrinsic("core.enum-value-exists")]
    public static bool EnumValueExists<T>(T value)
        where T : unmanaged, Enum => throw new BpfOnlyException();

    /// <summary>Returns the value of the enumerator in the running kernel.</summary>
    /// <typeparam name="T">A <see cref="KernelEnumAttribute"/> type.</typeparam>
    /// <param name="value">The enumerator, a constant; its C# value only identifies it.</param>
    /// <returns>The kernel's value.</returns>
    [BpfIntrinsic("core.enum-value")]
    public static ulong EnumValue<T>(T value)
        where T : unmanaged, Enum => throw new BpfOnlyException();
}

using System.Runtime.InteropServices;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// Base class of local storage maps: a value belongs to a kernel object, its owner, and is deleted with it. User space refers to the owner by
/// descriptor. The kernel cannot enumerate the owners.
/// </summary>
/// <typeparam name="TOwner">How user space identifies an owner.</typeparam>
/// <typeparam name="T">Value type, of the map's value size.</typeparam>
public abstract class LocalStorage<TOwner, T>
    where T : unmanaged
{
    private protected LocalStorage(BpfMap map, string handle)
    {
        MapValue.Require<int, T>(map, handle);
        Map = map;
    }

    /// <summary>The untyped map; keys are descriptors of owners.</summary>
    public BpfMap Map { get; }

    /// <summary>Reads the value of an owner.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="value">The value, or the default.</param>
    /// <returns><see langword="false"/> when the owner has none.</returns>
    /// <exception cref="BpfException">The owner cannot be opened, or cannot own such values.</exception>
    public bool TryGetValue(TOwner owner, out T value)
    {
        value = default;
        SafeHandle? handle = HandleOf(owner);
        try
        {
            return handle is not null && TryGetValue(handle, out value);
        }
        finally
        {
            Release(handle);
        }
    }

    /// <summary>Reads the value of an owner.</summary>
    /// <param name="owner">An open descriptor for the owner.</param>
    /// <param name="value">The value, or the default.</param>
    /// <returns><see langword="false"/> when the owner has none.</returns>
    /// <exception cref="ObjectDisposedException">The descriptor is closed.</exception>
    /// <exception cref="BpfException">The descriptor refers to something else.</exception>
    public bool TryGetValue(SafeHandle owner, out T value)
    {
        value = default;
        return Found(Element(BpfCommand.MapLookupElement, owner, MapValue.WritableBytes(ref value)), "read map");
    }

    /// <summary>Writes the value of an owner, whether or not it already has one.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="BpfException">The owner cannot be opened, no longer exists or cannot own such values, or the kernel refused.</exception>
    public void Set(TOwner owner, T value)
    {
        SafeHandle handle = HandleOf(owner)
            ?? throw new BpfException("write map", Map.Name, Errno.ESRCH, $"The owner {owner} does not exist, or no longer exists.");
        try
        {
            Set(handle, value);
        }
        finally
        {
            Release(handle);
        }
    }

    /// <summary>Writes the value of an owner, whether or not it already has one.</summary>
    /// <param name="owner">An open descriptor for the owner.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ObjectDisposedException">The descriptor is closed.</exception>
    /// <exception cref="BpfException">The descriptor refers to something else, or the kernel refused.</exception>
    public void Set(SafeHandle owner, T value)
    {
        Errno error = Element(BpfCommand.MapUpdateElement, owner, MapValue.Bytes(in value));
        if (error != Errno.None)
        {
            throw Refused("write map", error);
        }
    }

    /// <summary>Removes the value of an owner.</summary>
    /// <param name="owner">The owner.</param>
    /// <returns><see langword="false"/> when the owner had none.</returns>
    /// <exception cref="BpfException">The owner cannot be opened, or cannot own such values.</exception>
    public bool Remove(TOwner owner)
    {
        SafeHandle? handle = HandleOf(owner);
        try
        {
            return handle is not null && Remove(handle);
        }
        finally
        {
            Release(handle);
        }
    }

    /// <summary>Removes the value of an owner.</summary>
    /// <param name="owner">An open descriptor for the owner.</param>
    /// <returns><see langword="false"/> when the owner had none.</returns>
    /// <exception cref="ObjectDisposedException">The descriptor is closed.</exception>
    /// <exception cref="BpfException">The descriptor refers to something else.</exception>
    public bool Remove(SafeHandle owner) => Found(Element(BpfCommand.MapDeleteElement, owner, default, hasValue: false), "remove from map");

    /// <summary>Returns a descriptor for the owner; <see langword="null"/> when the owner is gone, and its value with it.</summary>
    private protected abstract SafeHandle? HandleOf(TOwner owner);

    /// <summary>Closes what <see cref="HandleOf"/> opened.</summary>
    private protected virtual void Release(SafeHandle? handle) => handle?.Dispose();

    /// <summary>Explains a kernel error for owners of this kind, or returns <see langword="null"/>.</summary>
    private protected abstract string? AdviceFor(Errno error);

    private Errno Element(BpfCommand command, SafeHandle owner, ReadOnlySpan<byte> value, bool hasValue = true)
    {
        ArgumentNullException.ThrowIfNull(owner);
        bool isHeld = false;
        try
        {
            owner.DangerousAddRef(ref isHeld);
            int descriptor = (int)owner.DangerousGetHandle();
            return Map.Element(command, MapValue.Bytes(in descriptor), value, flags: 0, hasValue);
        }
        finally
        {
            if (isHeld)
            {
                owner.DangerousRelease();
            }
        }
    }

    private bool Found(Errno error, string operation) => error switch
    {
        Errno.None => true,
        Errno.ENOENT => false,
        _ => throw Refused(operation, error),
    };

    private BpfException Refused(string operation, Errno error)
        => BpfException.FromKernel(operation, Map.Name, error, AdviceFor(error) ?? Map.AdviceForUpdate(error));
}

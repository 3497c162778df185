"""A tuple of columns handed by its address: a call among compiled functions passes one word, not all its fields."""

from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.imputils import impl_ret_borrowed
from numba.core.typing.templates import AttributeTemplate
from numba.extending import infer_getattr, intrinsic, lower_getattr_generic, models, register_model


class HeldTuple(types.Type):
    """The type of a named tuple that stands on the stack of whoever calls; its fields are its attributes."""

    def __init__(self, fields: types.NamedTuple | types.NamedUniTuple) -> None:
        self.held = fields
        super().__init__(name=f"HeldTuple({fields})")


@register_model(HeldTuple)
class _Address(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: HeldTuple) -> None:
        super().__init__(  # type: ignore[no-untyped-call]  # numba carries no types
            manager, kind, ir.PointerType(manager.lookup(kind.held).get_value_type())
        )


def _held(_typing: Any, fields: Any) -> Any:
    """The same named tuple by its address, for as long as the function that asks for it runs."""

    def lowered(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return cgutils.alloca_once_value(builder, arguments[0])  # type: ignore[no-untyped-call]

    return HeldTuple(fields)(fields), lowered


held: Any = intrinsic(_held)
"""Compiled, a named tuple by its address, for as long as the function that asks for it runs."""


@infer_getattr
class _Fields(AttributeTemplate):
    key = HeldTuple

    def generic_resolve(self, kind: HeldTuple, name: str) -> Any:  # type: ignore[override]  # a numba template
        return kind.held[kind.held.fields.index(name)] if name in kind.held.fields else None


@lower_getattr_generic(HeldTuple)  # type: ignore[untyped-decorator, no-untyped-call]  # numba carries no types
def _field(context: Any, builder: Any, kind: HeldTuple, value: Any, name: str) -> Any:
    index = kind.held.fields.index(name)
    field = builder.load(cgutils.gep_inbounds(builder, value, 0, index))  # type: ignore[no-untyped-call]
    return impl_ret_borrowed(context, builder, kind.held[index], field)  # type: ignore[no-untyped-call]

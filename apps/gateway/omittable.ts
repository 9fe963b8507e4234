import { ValidateIf } from 'class-validator';

/** A member that may be left out, and is never null: null is refused, where IsOptional would let it in. */
export const Omittable = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
